package im.balcony.edge.bosh;

import im.balcony.edge.settings.BoshSettings;
import im.balcony.protocol.xep.bosh.BoshRequest;
import im.balcony.protocol.xep.bosh.BoshResponse;
import java.util.Set;

/**
 * What client and server agreed on for one session (XEP-0124 7).
 *
 * @param waitSeconds the longest a request waits; 0 for a session that polls
 * @param hold how many wait at the same time; 0 for a session that polls
 * @param usesAcks whether both sides tell what they have got (9)
 * @param knowsConditions whether the client reads conditions, not HTTP errors only (17.1)
 */
record SessionTerms(
    int waitSeconds,
    int hold,
    int inactivitySeconds,
    int pauseSecondsMax,
    int pollingSeconds,
    boolean usesAcks,
    boolean knowsConditions,
    String contentType) {
  private static final String VERSION = "1.11";

  /** What a browser would run as a page of ours is not among them, whatever 7.1 says. */
  private static final Set<String> CONTENT_TYPES =
      Set.of(BoshAnswer.TEXT_XML, "text/xml", "application/xml", "text/plain");

  static SessionTerms of(BoshRequest first, BoshSettings settings) {
    var wait = Math.min(first.waitSeconds().orElse(0), settings.waitSecondsMax());
    var hold = wait == 0 ? 0 : Math.min(first.hold().orElse(0), settings.holdMax());
    var content = first.content();
    return new SessionTerms(
        hold == 0 ? 0 : wait,
        hold,
        hold == 0 ? settings.pollingInactivitySecondsMax() : settings.inactivitySecondsMax(),
        settings.pauseSecondsMax(),
        settings.pollingSecondsMin(),
        first.ack().isPresent(),
        first.namesVersion(),
        content != null && CONTENT_TYPES.contains(content) ? content : BoshAnswer.TEXT_XML);
  }

  /** Requests that the client may have open at the same time, the width of the window (14.2). */
  int requests() {
    return hold + 1;
  }

  /** The attributes that only the first response has (7.2). */
  BoshResponse tell(BoshResponse first, String sid, long rid) {
    return first
        .first()
        .with("sid", sid)
        .with("wait", waitSeconds)
        .with("requests", requests())
        .with("hold", hold)
        .with("inactivity", inactivitySeconds)
        .with("maxpause", pauseSecondsMax)
        .with("polling", pollingSeconds)
        .with("ver", VERSION)
        .with("ack", usesAcks ? Long.toString(rid) : null);
  }
}
