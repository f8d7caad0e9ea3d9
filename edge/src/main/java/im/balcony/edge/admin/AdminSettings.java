package im.balcony.edge.admin;

import com.typesafe.config.Config;

/** Bounds of the admin socket, and how new passwords are kept. */
public record AdminSettings(
    int connectionsMax,
    int lineBytesMax,
    int idleSecondsMax,
    int importBatchMax,
    int importInFlightMax,
    int derivationThreads,
    int derivationsWaitingMax,
    int answerSecondsMax,
    int listPageMax,
    int scramIterations,
    int saltBytes) {

  public static AdminSettings from(Config root) {
    var admin = root.getConfig("balcony.admin");
    var threads = admin.getInt("derivation-threads");
    return new AdminSettings(
        admin.getInt("connections-max"),
        admin.getInt("line-bytes-max"),
        admin.getInt("idle-seconds-max"),
        admin.getInt("import-batch-max"),
        admin.getInt("import-in-flight-max"),
        threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
        admin.getInt("derivations-waiting-max"),
        admin.getInt("answer-seconds-max"),
        admin.getInt("list-page-max"),
        root.getInt("balcony.accounts.scram-iterations"),
        root.getInt("balcony.accounts.salt-bytes"));
  }
}
