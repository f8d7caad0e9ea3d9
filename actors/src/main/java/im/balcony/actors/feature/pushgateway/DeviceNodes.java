package im.balcony.actors.feature.pushgateway;

import im.balcony.actors.port.PushDevice;
import im.balcony.persistence.seal.BrokenSealException;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.KeyRing;
import im.balcony.persistence.seal.SealedEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.push.PushRequest;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The names of nodes: each is its device, sealed under a key of the deployment for one account. So
 * there is no table of them, nobody can make one, none is good for another account, and a device
 * has the same node whenever it registers (docs/adr/0016).
 */
public final class DeviceNodes {
  private static final String OWNER = "push-gateway";
  private static final String AUTHOR = "push-gateway";
  private static final String MANIFEST = "push-device.1";
  private static final int KEY_ID_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private final DataKeys keys;

  public DeviceNodes(DataKeys keys) {
    this.keys = keys;
  }

  /** The node; empty when the device does not fit into the name of one. */
  CompletionStage<Optional<String>> seal(Jid account, PushDevice device) {
    var plain = DeviceBytes.write(device);
    return keys.open(OWNER)
        .thenCompose(ring -> ring.ensure(AUTHOR).thenApply(durable -> ring))
        .thenApply(ring -> text(ring, account, plain))
        .thenApply(
            text ->
                text.length() <= PushRequest.NODE_CHARS_MAX ? Optional.of(text) : Optional.empty());
  }

  private static String text(KeyRing ring, Jid account, byte[] plain) {
    var sealed = ring.sealAlike(AUTHOR, account.bare().toString(), MANIFEST, plain);
    var id = sealed.keyId();
    var bytes =
        ByteBuffer.allocate(KEY_ID_BYTES + NONCE_BYTES + sealed.ciphertext().length)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .put(sealed.nonce())
            .put(sealed.ciphertext())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The device; empty for what was not sealed here for this account. */
  CompletionStage<Optional<PushDevice>> open(Jid account, String node) {
    var read = read(node);
    if (read.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    var sealed = read.get();
    return keys.openFor(OWNER, List.of(sealed))
        .thenApply(ring -> opened(ring, account, sealed).flatMap(DeviceBytes::read));
  }

  private static Optional<byte[]> opened(KeyRing ring, Jid account, SealedEvent sealed) {
    try {
      return ring.open(account.bare().toString(), sealed);
    } catch (BrokenSealException e) {
      return Optional.empty();
    }
  }

  private static Optional<SealedEvent> read(String node) {
    if (node.length() > PushRequest.NODE_CHARS_MAX) {
      return Optional.empty();
    }
    try {
      var in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(node));
      if (in.remaining() <= KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES) {
        return Optional.empty();
      }
      var keyId = new UUID(in.getLong(), in.getLong());
      var nonce = new byte[NONCE_BYTES];
      in.get(nonce);
      var ciphertext = new byte[in.remaining()];
      in.get(ciphertext);
      return Optional.of(new SealedEvent(MANIFEST, keyId, nonce, ciphertext));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
