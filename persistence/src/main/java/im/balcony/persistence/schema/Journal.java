package im.balcony.persistence.schema;

/** The two journals: each its own plugin instance and tables, so that each has its retention. */
public enum Journal {
  /** Conversations and archive indexes. */
  CONTENT("content"),
  /** Accounts. */
  ACCOUNT("account");

  /** Events per partition of a log; on disk for ever, equal to what the plugins are told. */
  public static final int PARTITION_EVENTS = 10_000;

  private final String id;

  Journal(String id) {
    this.id = id;
  }

  /** For {@code EventSourcedBehavior.journalPluginId()}. */
  public String journalPluginId() {
    return "balcony." + id + ".journal";
  }

  /** For {@code EventSourcedBehavior.snapshotPluginId()}. */
  public String snapshotPluginId() {
    return "balcony." + id + ".snapshot";
  }

  public String messagesTable() {
    return id + "_messages";
  }

  public String snapshotsTable() {
    return id + "_snapshots";
  }
}
