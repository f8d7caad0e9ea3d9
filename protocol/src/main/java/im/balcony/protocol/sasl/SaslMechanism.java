package im.balcony.protocol.sasl;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mechanisms a client can log in with, in the order of preference in which they are offered.
 */
public enum SaslMechanism {
  SCRAM_SHA_256_PLUS(ScramMechanism.SCRAM_SHA_256, true),
  SCRAM_SHA_1_PLUS(ScramMechanism.SCRAM_SHA_1, true),
  SCRAM_SHA_256(ScramMechanism.SCRAM_SHA_256, false),
  SCRAM_SHA_1(ScramMechanism.SCRAM_SHA_1, false),
  PLAIN(null, false);

  private final @Nullable ScramMechanism scram;
  private final boolean bindsChannel;

  SaslMechanism(@Nullable ScramMechanism scram, boolean bindsChannel) {
    this.scram = scram;
    this.bindsChannel = bindsChannel;
  }

  public static Optional<SaslMechanism> byName(@Nullable String saslName) {
    return Arrays.stream(values()).filter(m -> m.saslName().equals(saslName)).findFirst();
  }

  public String saslName() {
    if (scram == null) {
      return name();
    }
    return bindsChannel ? scram.saslName() + "-PLUS" : scram.saslName();
  }

  /** The SCRAM variant behind this mechanism; empty for PLAIN. */
  public Optional<ScramMechanism> scram() {
    return Optional.ofNullable(scram);
  }

  /** Whether this mechanism ties the login to the TLS channel (RFC 5802 section 6). */
  public boolean bindsChannel() {
    return bindsChannel;
  }
}
