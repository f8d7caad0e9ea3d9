package im.balcony.persistence.seal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;

/**
 * The data keys per (owner; author; epoch), wrapped by a master key, unwrapped into rings.
 *
 * <p>Two nodes that make a key for one author at the same time make two: both open what they
 * sealed, so nothing needs to be agreed on.
 */
public final class DataKeys {
  private static final int RINGS_MAX = 100_000;
  private static final Duration RING_IDLE = Duration.ofMinutes(10);
  private static final int FIRST_EPOCH = 1;
  private static final int SAMPLE_KEYS = 1_000;

  private final DataKeyTable table;
  private final Cache<String, KeyRing> rings =
      Caffeine.newBuilder().maximumSize(RINGS_MAX).expireAfterAccess(RING_IDLE).build();
  private final MastersInUse masters;

  public DataKeys(DataKeyTable table, MasterKeys masters) {
    this.table = table;
    this.masters = new MastersInUse(masters);
  }

  /** What data keys are wrapped by, and unwrapped with, at this moment. */
  public MasterKeys masters() {
    return masters.now();
  }

  /** The ring of this owner with every key that is durable now, for a persistent actor to use. */
  public CompletionStage<KeyRing> open(String owner) {
    return load(owner);
  }

  /** The ring of an owner that is new: its first key, made durable, and nothing to read. */
  public CompletionStage<KeyRing> begin(String owner, String author) {
    var ring = new KeyRing(owner, this);
    return ring.ensure(author)
        .thenApply(
            durable -> {
              rings.put(owner, ring);
              return ring;
            });
  }

  /** A ring that holds these keys if they exist; for readers, who may know an older ring. */
  public CompletionStage<KeyRing> openFor(String owner, List<SealedEvent> sealed) {
    var known = rings.getIfPresent(owner);
    if (known != null && sealed.stream().allMatch(event -> known.holds(event.keyId()))) {
      return CompletableFuture.completedFuture(known);
    }
    return load(owner);
  }

  private CompletionStage<KeyRing> load(String owner) {
    var known = rings.getIfPresent(owner);
    var before = masters.now();
    return table
        .read(owner)
        .thenApply(
            stored -> {
              var ring = known != null ? known : new KeyRing(owner, this);
              for (var key : stored) {
                unwrap(key, before)
                    .ifPresent(opened -> ring.add(key.keyId(), key.author(), key.epoch(), opened));
              }
              rings.put(owner, ring);
              return ring;
            });
  }

  /** From here on wraps by, and unwraps with, these; done when nothing is stored under others. */
  CompletionStage<Void> use(MasterKeys now) {
    return masters.change(now);
  }

  /** The masters that stored keys ask for and that are not here, by a sample; before a start. */
  public CompletionStage<Set<String>> missingMasters() {
    var here = masters.now();
    return table
        .sample(SAMPLE_KEYS)
        .thenApply(
            some ->
                some.stream()
                    .map(WrappedKey::masterId)
                    .filter(id -> here.get(id) == null && !here.isDestroyed(id))
                    .collect(Collectors.toSet()));
  }

  CompletionStage<Void> create(KeyRing ring, String author) {
    var key = Aes.newKey();
    var keyId = UUID.randomUUID();
    return masters
        .during(now -> table.insert(wrap(ring.owner(), keyId, author, FIRST_EPOCH, key, now)))
        .thenRun(() -> ring.add(keyId, author, FIRST_EPOCH, key));
  }

  /**
   * Wraps every live key by the current master and tells how many were not before. When it finds
   * none, and nobody wraps by another, the masters before the current one can be destroyed.
   *
   * @param onWrapped called for each that got a new wrapping
   */
  CompletionStage<Integer> rewrapAll(Runnable onWrapped) {
    var now = masters.now();
    var count = new AtomicInteger();
    return table
        .forEach(
            stored -> {
              var key =
                  stored.masterId().equals(now.currentId())
                      ? Optional.<SecretKey>empty()
                      : unwrap(stored, now);
              if (key.isEmpty()) {
                return CompletableFuture.completedFuture(null);
              }
              count.incrementAndGet();
              return table
                  .rewrap(wrapped(stored, key.get(), now), stored.masterId())
                  .thenAccept(
                      applied -> {
                        if (applied) {
                          onWrapped.run();
                        }
                      });
            })
        .thenApply(done -> count.get());
  }

  private static WrappedKey wrapped(WrappedKey stored, SecretKey key, MasterKeys masters) {
    return wrap(stored.owner(), stored.keyId(), stored.author(), stored.epoch(), key, masters);
  }

  private static WrappedKey wrap(
      String owner, UUID keyId, String author, int epoch, SecretKey key, MasterKeys masters) {
    var nonce = Aes.random(Aes.NONCE_BYTES);
    var body = Aes.encrypt(masters.current(), nonce, associated(owner, keyId), key.getEncoded());
    var wrapped = ByteBuffer.allocate(nonce.length + body.length).put(nonce).put(body).array();
    return new WrappedKey(owner, keyId, author, epoch, masters.currentId(), wrapped);
  }

  /**
   * The key, or nothing when its master was destroyed: then it was stored after all live keys had
   * been wrapped anew, by a node that was cut off or a write that was given up, and seals nothing
   * that counts.
   *
   * @param before the masters when the reading began: what was read may be wrapped by a master that
   *     was destroyed since
   */
  private Optional<SecretKey> unwrap(WrappedKey stored, MasterKeys before) {
    var now = masters.now();
    var known = before.get(stored.masterId());
    var master = known != null ? known : now.get(stored.masterId());
    if (master == null && now.isDestroyed(stored.masterId())) {
      return Optional.empty();
    }
    if (master == null) {
      throw new BrokenSealException("the master key " + stored.masterId() + " is not here");
    }
    var nonce = Arrays.copyOf(stored.wrapped(), Aes.NONCE_BYTES);
    var body = Arrays.copyOfRange(stored.wrapped(), Aes.NONCE_BYTES, stored.wrapped().length);
    var associated = associated(stored.owner(), stored.keyId());
    return Optional.of(Aes.key(Aes.decrypt(master, nonce, associated, body)));
  }

  private static byte[] associated(String owner, UUID keyId) {
    return (owner + '\n' + keyId).getBytes(StandardCharsets.UTF_8);
  }
}
