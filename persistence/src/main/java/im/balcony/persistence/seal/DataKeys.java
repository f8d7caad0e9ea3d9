package im.balcony.persistence.seal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
  private volatile MasterKeys masters;

  public DataKeys(DataKeyTable table, MasterKeys masters) {
    this.table = table;
    this.masters = masters;
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
    return table
        .read(owner)
        .thenApply(
            stored -> {
              var ring = known != null ? known : new KeyRing(owner, this);
              for (var key : stored) {
                ring.add(key.keyId(), key.author(), key.epoch(), unwrap(key));
              }
              rings.put(owner, ring);
              return ring;
            });
  }

  /** From here on wraps by, and unwraps with, these. */
  void use(MasterKeys now) {
    masters = now;
  }

  /** The masters that stored keys ask for and that are not here, by a sample; before a start. */
  public CompletionStage<Set<String>> missingMasters() {
    return table
        .sample(SAMPLE_KEYS)
        .thenApply(
            some ->
                some.stream()
                    .map(WrappedKey::masterId)
                    .filter(id -> masters.get(id) == null)
                    .collect(Collectors.toSet()));
  }

  CompletionStage<Void> create(KeyRing ring, String author) {
    var key = Aes.newKey();
    var keyId = UUID.randomUUID();
    return table
        .insert(wrap(ring.owner(), keyId, author, FIRST_EPOCH, key))
        .thenRun(() -> ring.add(keyId, author, FIRST_EPOCH, key));
  }

  /**
   * Wraps every live key by the current master and tells how many were not before. When it finds
   * none, the masters before the current one can be destroyed.
   */
  public CompletionStage<Integer> rewrapAll(MasterKeys rotated) {
    masters = rotated;
    var count = new AtomicInteger();
    return table
        .forEach(
            stored -> {
              if (stored.masterId().equals(rotated.currentId())) {
                return CompletableFuture.completedFuture(null);
              }
              count.incrementAndGet();
              var again =
                  wrap(
                      stored.owner(),
                      stored.keyId(),
                      stored.author(),
                      stored.epoch(),
                      unwrap(stored));
              return table.rewrap(again, stored.masterId()).thenApply(applied -> null);
            })
        .thenApply(done -> count.get());
  }

  private WrappedKey wrap(String owner, UUID keyId, String author, int epoch, SecretKey key) {
    var current = masters;
    var nonce = Aes.random(Aes.NONCE_BYTES);
    var body = Aes.encrypt(current.current(), nonce, associated(owner, keyId), key.getEncoded());
    var wrapped = ByteBuffer.allocate(nonce.length + body.length).put(nonce).put(body).array();
    return new WrappedKey(owner, keyId, author, epoch, current.currentId(), wrapped);
  }

  private SecretKey unwrap(WrappedKey stored) {
    var master = masters.get(stored.masterId());
    if (master == null) {
      throw new BrokenSealException("the master key " + stored.masterId() + " is not here");
    }
    var nonce = Arrays.copyOf(stored.wrapped(), Aes.NONCE_BYTES);
    var body = Arrays.copyOfRange(stored.wrapped(), Aes.NONCE_BYTES, stored.wrapped().length);
    return Aes.key(Aes.decrypt(master, nonce, associated(stored.owner(), stored.keyId()), body));
  }

  private static byte[] associated(String owner, UUID keyId) {
    return (owner + '\n' + keyId).getBytes(StandardCharsets.UTF_8);
  }
}
