package im.balcony.persistence.seal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.SecretKey;

/** The data keys of one owner, unwrapped: seals and opens in memory, without waiting. */
public final class KeyRing {
  private final String owner;
  private final DataKeys keys;
  private final ConcurrentMap<UUID, SecretKey> byId = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Current> byAuthor = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, CompletableFuture<Void>> making = new ConcurrentHashMap<>();

  KeyRing(String owner, DataKeys keys) {
    this.owner = owner;
    this.keys = keys;
  }

  private record Current(UUID keyId, int epoch, SecretKey key) {}

  public String owner() {
    return owner;
  }

  /** Whether an event of this author can be sealed at once. */
  public boolean has(String author) {
    return byAuthor.containsKey(author);
  }

  /** Makes a key for this author durable if there is none; to be done before the first event. */
  public CompletionStage<Void> ensure(String author) {
    if (has(author)) {
      return CompletableFuture.completedFuture(null);
    }
    var promise = new CompletableFuture<Void>();
    var running = making.putIfAbsent(author, promise);
    if (running != null) {
      return running;
    }
    keys.create(this, author)
        .whenComplete(
            (done, failure) -> {
              making.remove(author);
              if (failure != null) {
                promise.completeExceptionally(failure);
              } else {
                promise.complete(null);
              }
            });
    return promise;
  }

  /** Encrypts; the name and the log it belongs to are bound to it. */
  public SealedEvent seal(String author, String persistenceId, String manifest, byte[] plain) {
    var current = current(author);
    var nonce = Aes.random(Aes.NONCE_BYTES);
    var sealed = Aes.encrypt(current.key(), nonce, associated(manifest, persistenceId), plain);
    return new SealedEvent(manifest, current.keyId(), nonce, sealed);
  }

  /**
   * Encrypts so that the same content gets the same seal, by which it can be known again: the nonce
   * is made of the content (as RFC 5297 section 2 makes its own), so two contents do not share one.
   */
  public SealedEvent sealAlike(String author, String persistenceId, String manifest, byte[] plain) {
    var current = current(author);
    var associated = associated(manifest, persistenceId);
    var nonce = SyntheticNonce.of(current.key(), associated, plain);
    var sealed = Aes.encryptAlike(current.key(), nonce, associated, plain);
    return new SealedEvent(manifest, current.keyId(), nonce, sealed);
  }

  private Current current(String author) {
    var current = byAuthor.get(author);
    if (current == null) {
      throw new IllegalStateException("ensure() a key before the first event of an author");
    }
    return current;
  }

  /** The content, or nothing when this ring does not hold its key: destroyed, or just made. */
  public Optional<byte[]> open(String persistenceId, SealedEvent sealed) {
    var key = byId.get(sealed.keyId());
    if (key == null) {
      return Optional.empty();
    }
    var associated = associated(sealed.manifest(), persistenceId);
    return Optional.of(Aes.decrypt(key, sealed.nonce(), associated, sealed.ciphertext()));
  }

  boolean holds(UUID keyId) {
    return byId.containsKey(keyId);
  }

  void add(UUID keyId, String author, int epoch, SecretKey key) {
    byId.put(keyId, key);
    byAuthor.merge(
        author,
        new Current(keyId, epoch, key),
        (before, added) -> added.epoch() > before.epoch() ? added : before);
  }

  private static byte[] associated(String manifest, String persistenceId) {
    return (manifest + '\n' + persistenceId).getBytes(StandardCharsets.UTF_8);
  }
}
