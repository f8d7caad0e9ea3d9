package im.balcony.protocol.stun;

/** One attribute of a message, its padding left off (RFC 8489 14). */
public record StunAttribute(int type, byte[] value) {
  public static final int MAPPED_ADDRESS = 0x0001;
  public static final int USERNAME = 0x0006;
  public static final int MESSAGE_INTEGRITY = 0x0008;
  public static final int ERROR_CODE = 0x0009;
  public static final int UNKNOWN_ATTRIBUTES = 0x000A;
  public static final int REALM = 0x0014;
  public static final int NONCE = 0x0015;
  public static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
  public static final int PASSWORD_ALGORITHM = 0x001D;
  public static final int USERHASH = 0x001E;
  public static final int XOR_MAPPED_ADDRESS = 0x0020;
  public static final int LIFETIME = 0x000D;
  public static final int XOR_PEER_ADDRESS = 0x0012;
  public static final int DATA = 0x0013;
  public static final int XOR_RELAYED_ADDRESS = 0x0016;
  public static final int REQUESTED_TRANSPORT = 0x0019;
  public static final int FINGERPRINT = 0x8028;

  private static final int OPTIONAL_FROM = 0x8000;

  /** Who does not know it must not answer as if it were not there (RFC 8489 14). */
  boolean mustBeUnderstood() {
    return type < OPTIONAL_FROM;
  }

  /** Of RFC 8489, whether or not it says anything in a message that is not authenticated. */
  boolean isKnown() {
    return switch (type) {
      case MAPPED_ADDRESS,
          USERNAME,
          MESSAGE_INTEGRITY,
          ERROR_CODE,
          UNKNOWN_ATTRIBUTES,
          REALM,
          NONCE,
          MESSAGE_INTEGRITY_SHA256,
          PASSWORD_ALGORITHM,
          USERHASH,
          XOR_MAPPED_ADDRESS,
          FINGERPRINT ->
          true;
      default -> false;
    };
  }

  /** Behind it nothing but a fingerprint counts (RFC 8489 14.5, 14.6). */
  boolean endsWhatIsProtected() {
    return type == MESSAGE_INTEGRITY || type == MESSAGE_INTEGRITY_SHA256;
  }
}
