package im.balcony.persistence.seal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The master keys that still open something, oldest first, and the names of those that were
 * destroyed. New data keys are wrapped by the current one.
 *
 * <p>While a rotation is under way there are two: first the older is the current one, until every
 * node knows the newer; then the newer is, until nothing is wrapped by the older any more.
 */
public final class MasterKeys {
  /** Names of destroyed keys that are remembered; the oldest are forgotten first. */
  static final int DESTROYED_MAX = 1_000;

  private final String currentId;
  private final LinkedHashMap<String, SecretKey> byId;
  private final List<String> destroyed;

  public MasterKeys(String currentId, Map<String, SecretKey> byId) {
    this(currentId, byId, List.of());
  }

  /**
   * @param byId the keys in the order in which they were made
   * @param destroyed names of the keys before them, oldest first
   */
  public MasterKeys(String currentId, Map<String, SecretKey> byId, List<String> destroyed) {
    if (!byId.containsKey(currentId)) {
      throw new IllegalArgumentException("the current master key is missing: " + currentId);
    }
    this.currentId = currentId;
    this.byId = new LinkedHashMap<>(byId);
    this.destroyed =
        List.copyOf(
            destroyed.subList(Math.max(0, destroyed.size() - DESTROYED_MAX), destroyed.size()));
  }

  /** One fresh key, for tests and for the first start. */
  public static MasterKeys fresh() {
    var id = Aes.newKeyName();
    return new MasterKeys(id, Map.of(id, Aes.newKey()));
  }

  public String currentId() {
    return currentId;
  }

  /** Oldest first. */
  public Map<String, SecretKey> all() {
    return Collections.unmodifiableMap(byId);
  }

  /** Oldest first. */
  public List<String> destroyed() {
    return destroyed;
  }

  @Nullable SecretKey get(String masterId) {
    return byId.get(masterId);
  }

  boolean isDestroyed(String masterId) {
    return destroyed.contains(masterId);
  }

  /**
   * A newer key beside the current one, known but not in use. A rotation that was cut short has one
   * already: then these are the same.
   */
  public MasterKeys withNewer() {
    if (byId.size() > 1) {
      return this;
    }
    var more = new LinkedHashMap<>(byId);
    more.put(Aes.newKeyName(), Aes.newKey());
    return new MasterKeys(currentId, more, destroyed);
  }

  /** The newest key in use; the ones before it stay to open what is not wrapped anew yet. */
  public MasterKeys usingNewest() {
    return new MasterKeys(newestId(), byId, destroyed);
  }

  /** The newest key alone: whatever was wrapped by another one is erased by this. */
  public MasterKeys newestOnly() {
    var newest = newestId();
    var gone = new ArrayList<>(destroyed);
    byId.keySet().stream().filter(id -> !id.equals(newest)).forEach(gone::add);
    return new MasterKeys(newest, Map.of(newest, key(newest)), gone);
  }

  /**
   * Whether a node with those keys may take these in their place: these are of the same cluster, as
   * old or newer, if they have its current key or know that it was destroyed. A key that is not in
   * use yet has wrapped nothing and is not asked for.
   */
  public boolean follow(MasterKeys own) {
    return byId.containsKey(own.currentId) || isDestroyed(own.currentId);
  }

  SecretKey current() {
    return key(currentId);
  }

  private String newestId() {
    var newest = currentId;
    for (var id : byId.keySet()) {
      newest = id;
    }
    return newest;
  }

  private SecretKey key(String id) {
    var key = byId.get(id);
    if (key == null) {
      throw new IllegalStateException("no master key " + id);
    }
    return key;
  }
}
