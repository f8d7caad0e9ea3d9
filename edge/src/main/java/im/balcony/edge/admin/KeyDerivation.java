package im.balcony.edge.admin;

import im.balcony.protocol.sasl.ScramKeys;
import im.balcony.protocol.sasl.ScramMechanism;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a password into what is stored of it (RFC 5802 section 3): slow on purpose. */
final class KeyDerivation {
  private static final List<ScramMechanism> MECHANISMS =
      List.of(ScramMechanism.SCRAM_SHA_1, ScramMechanism.SCRAM_SHA_256);

  private final SecureRandom random = new SecureRandom();
  private final int iterations;
  private final int saltBytes;

  KeyDerivation(AdminSettings settings) {
    this.iterations = settings.scramIterations();
    this.saltBytes = settings.saltBytes();
  }

  /** Empty when the password cannot be one (empty, too long, characters that SASLprep forbids). */
  Optional<List<ScramKeys>> keys(String password) {
    if (password.isEmpty()) {
      return Optional.empty();
    }
    var keys = new ArrayList<ScramKeys>();
    for (var mechanism : MECHANISMS) {
      var salt = new byte[saltBytes];
      random.nextBytes(salt);
      var derived = ScramKeys.derive(mechanism, password, salt, iterations);
      if (derived.isEmpty()) {
        return Optional.empty();
      }
      keys.add(derived.get());
    }
    return Optional.of(keys);
  }
}
