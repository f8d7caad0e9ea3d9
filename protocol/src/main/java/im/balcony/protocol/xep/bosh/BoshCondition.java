package im.balcony.protocol.xep.bosh;

/** Why a session ends (XEP-0124 17.2), with the HTTP status that older clients get (17.1). */
public enum BoshCondition {
  BAD_REQUEST("bad-request", 400),
  HOST_UNKNOWN("host-unknown", BoshCondition.OK),
  IMPROPER_ADDRESSING("improper-addressing", BoshCondition.OK),
  ITEM_NOT_FOUND("item-not-found", 404),
  POLICY_VIOLATION("policy-violation", 403),
  REMOTE_CONNECTION_FAILED("remote-connection-failed", BoshCondition.OK),
  REMOTE_STREAM_ERROR("remote-stream-error", BoshCondition.OK);

  public static final int OK = 200;

  private final String value;
  private final int legacyStatus;

  BoshCondition(String value, int legacyStatus) {
    this.value = value;
    this.legacyStatus = legacyStatus;
  }

  /** As it stands in the attribute {@code condition}. */
  public String value() {
    return value;
  }

  /** For a client that has not named a version of the protocol; 200 where there is none. */
  public int legacyStatus() {
    return legacyStatus;
  }
}
