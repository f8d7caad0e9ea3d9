package im.balcony.actors;

/**
 * Which journal and snapshot store hold the content logs; empty ids mean the configured defaults.
 */
public record LogPlugins(
    String journalPluginId, String snapshotPluginId, int snapshotEveryEvents, int snapshotsKept) {
  private static final int SNAPSHOT_EVERY_EVENTS = 500;
  private static final int SNAPSHOTS_KEPT = 2;

  public static LogPlugins of(String journalPluginId, String snapshotPluginId) {
    return new LogPlugins(journalPluginId, snapshotPluginId, SNAPSHOT_EVERY_EVENTS, SNAPSHOTS_KEPT);
  }
}
