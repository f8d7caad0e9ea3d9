package im.balcony.actors.start;

import im.balcony.persistence.event.account.StoredScramKeys;
import im.balcony.protocol.sasl.ScramKeys;
import im.balcony.protocol.sasl.ScramMechanism;
import java.util.List;

/** SCRAM keys as the protocol knows them, and as they stand in events. */
final class KeyForms {
  private KeyForms() {}

  static List<StoredScramKeys> stored(List<ScramKeys> keys) {
    return keys.stream().map(KeyForms::stored).toList();
  }

  static StoredScramKeys stored(ScramKeys keys) {
    return new StoredScramKeys(
        keys.mechanism().saslName(),
        keys.salt(),
        keys.iterations(),
        keys.storedKey(),
        keys.serverKey());
  }

  static List<ScramKeys> usable(List<StoredScramKeys> stored) {
    return stored.stream().map(KeyForms::usable).toList();
  }

  private static ScramKeys usable(StoredScramKeys stored) {
    var mechanism =
        ScramMechanism.byName(stored.mechanism())
            .orElseThrow(() -> new IllegalStateException("mechanism " + stored.mechanism()));
    return new ScramKeys(
        mechanism, stored.salt(), stored.iterations(), stored.storedKey(), stored.serverKey());
  }
}
