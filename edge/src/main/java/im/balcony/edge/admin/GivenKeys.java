package im.balcony.edge.admin;

import im.balcony.protocol.sasl.ScramKeys;
import im.balcony.protocol.sasl.ScramMechanism;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SCRAM keys as an import carries them: iterations, salt, StoredKey and ServerKey, base64. */
final class GivenKeys {
  private static final Pattern FORM =
      Pattern.compile("([1-9][0-9]{0,6}):([^:]{1,200}):([^:]{1,200}):([^:]{1,200})");

  private GivenKeys() {}

  /** The keys a row carries; empty when it carries none, or one that is not well formed. */
  static Optional<List<ScramKeys>> of(ImportRow row) {
    var keys = new ArrayList<ScramKeys>();
    var wellFormed =
        add(keys, ScramMechanism.SCRAM_SHA_1, row.scramSha1())
            && add(keys, ScramMechanism.SCRAM_SHA_256, row.scramSha256());
    return wellFormed && !keys.isEmpty() ? Optional.of(keys) : Optional.empty();
  }

  private static boolean add(
      List<ScramKeys> keys, ScramMechanism mechanism, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return true;
    }
    var match = FORM.matcher(text);
    if (!match.matches()) {
      return false;
    }
    var base64 = Base64.getDecoder();
    try {
      return keys.add(
          new ScramKeys(
              mechanism,
              base64.decode(match.group(2)),
              Integer.parseInt(match.group(1)),
              base64.decode(match.group(3)),
              base64.decode(match.group(4))));
    } catch (IllegalArgumentException notKeysOfThisMechanism) {
      return false;
    }
  }
}
