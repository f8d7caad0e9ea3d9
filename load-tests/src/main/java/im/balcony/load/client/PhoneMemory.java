package im.balcony.load.client;

/** What a phone keeps while it is away. */
final class PhoneMemory {
  private final Account account;
  private final String userAgentId;
  private String token = "";
  private String stamp = "0";
  private String archiveEnd = "";

  PhoneMemory(Account account, String userAgentId) {
    this.account = account;
    this.userAgentId = userAgentId;
  }

  Account account() {
    return account;
  }

  /** Of this installation (XEP-0388 section 2.3). */
  String userAgentId() {
    return userAgentId;
  }

  /** Of XEP-0484. */
  String token() {
    return token;
  }

  /** Up to which the list of conversations is known. */
  String stamp() {
    return stamp;
  }

  /** The last archive id that is known, empty when the archive was empty. */
  String archiveEnd() {
    return archiveEnd;
  }

  void learn(String newToken, String newStamp, String newArchiveEnd) {
    token = newToken;
    stamp = newStamp;
    archiveEnd = newArchiveEnd;
  }
}
