package im.balcony.edge.settings;

import com.typesafe.config.Config;
import java.util.List;

/** What holds until a client has logged in: {@code balcony.edge.c2s.login}. */
public record LoginSettings(
    int secondsMax,
    int bytesMax,
    int stanzaBytesMax,
    int stanzaNodesMax,
    int failuresMax,
    List<String> mechanisms,
    int derivationThreads,
    int derivationsQueuedMax,
    int lookupWaitMillisMax,
    Backoff backoff,
    AdmissionSettings admission) {

  public LoginSettings {
    mechanisms = List.copyOf(mechanisms);
    if (stanzaBytesMax < 10_000) {
      throw new IllegalArgumentException(
          "balcony.edge.c2s.login.stanza-bytes-max must be 10000 or more (RFC 6120 13.12)");
    }
  }

  /** Who fails again and again waits longer each time. */
  public record Backoff(
      int freeFailuresPerAccount,
      int freeFailuresPerAddress,
      int firstWaitMillis,
      int waitSecondsMax,
      int forgetSeconds,
      int entriesMax) {

    static Backoff from(Config backoff) {
      return new Backoff(
          backoff.getInt("free-failures-per-account"),
          backoff.getInt("free-failures-per-address"),
          backoff.getInt("first-wait-millis"),
          backoff.getInt("wait-seconds-max"),
          backoff.getInt("forget-seconds"),
          backoff.getInt("entries-max"));
    }
  }

  static LoginSettings from(Config login) {
    return new LoginSettings(
        login.getInt("seconds-max"),
        login.getInt("bytes-max"),
        login.getInt("stanza-bytes-max"),
        login.getInt("stanza-nodes-max"),
        login.getInt("failures-max"),
        login.getStringList("mechanisms"),
        login.getInt("derivation-threads"),
        login.getInt("derivations-queued-max"),
        login.getInt("lookup-wait-millis-max"),
        Backoff.from(login.getConfig("backoff")),
        AdmissionSettings.from(login.getConfig("admission")));
  }
}
