package im.balcony.persistence.seal;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The master keys that still open something; new data keys are wrapped by the current one. */
public final class MasterKeys {
  private final String currentId;
  private final Map<String, SecretKey> byId;

  public MasterKeys(String currentId, Map<String, SecretKey> byId) {
    if (!byId.containsKey(currentId)) {
      throw new IllegalArgumentException("the current master key is missing: " + currentId);
    }
    this.currentId = currentId;
    this.byId = new LinkedHashMap<>(byId);
  }

  /** One fresh key, for tests and for the first start. */
  public static MasterKeys fresh() {
    var id = Aes.newKeyName();
    return new MasterKeys(id, Map.of(id, Aes.newKey()));
  }

  public String currentId() {
    return currentId;
  }

  public Map<String, SecretKey> all() {
    return Map.copyOf(byId);
  }

  @Nullable SecretKey get(String masterId) {
    return byId.get(masterId);
  }

  /** A fresh current key; the ones before it stay to open what is not re-wrapped yet. */
  public MasterKeys rotated() {
    var more = new LinkedHashMap<>(byId);
    var id = Aes.newKeyName();
    more.put(id, Aes.newKey());
    return new MasterKeys(id, more);
  }

  /** Only the current key: whatever was wrapped by another one is erased by this. */
  public MasterKeys currentOnly() {
    return new MasterKeys(currentId, Map.of(currentId, current()));
  }

  SecretKey current() {
    var key = byId.get(currentId);
    if (key == null) {
      throw new IllegalStateException("no master key " + currentId);
    }
    return key;
  }
}
