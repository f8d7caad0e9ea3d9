package im.balcony.persistence.seal;

import java.util.UUID;

/**
 * An encrypted event or snapshot: the only thing of ours that a journal ever sees.
 *
 * @param manifest the stable name of what is inside
 * @param keyId the data key; when that is destroyed, so is the content
 */
public record SealedEvent(String manifest, UUID keyId, byte[] nonce, byte[] ciphertext) {}
