package im.balcony.protocol.sasl;

/** The bounds of one SCRAM exchange: work and memory a stranger can cause. */
public record ScramLimits(int messageBytesMax, int clientNonceCharsMax, int usernameCharsMax) {
  public static final ScramLimits DEFAULT = new ScramLimits(4096, 256, 1023);
}
