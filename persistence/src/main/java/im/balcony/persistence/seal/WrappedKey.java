package im.balcony.persistence.seal;

import java.util.UUID;

/** A data key as it is stored: readable only with the master key that it names. */
public record WrappedKey(
    String owner, UUID keyId, String author, int epoch, String masterId, byte[] wrapped) {}
