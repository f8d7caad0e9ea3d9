package im.balcony.edge.records;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.persistence.event.call.StoredCallRecord;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jingle.JingleReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Calls that were missed, and settings under which they go to Kafka. */
final class Records {
  private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

  private Records() {}

  static StoredCallRecord of(String sessionId, Instant at) {
    return new StoredCallRecord(
        sessionId,
        Jid.parse("romeo@localhost/phone"),
        Jid.parse("juliet@localhost"),
        false,
        true,
        JingleReason.CANCEL,
        0,
        List.of(),
        at,
        at,
        List.of());
  }

  static StoredCallRecord of(String sessionId) {
    return of(sessionId, AT);
  }

  static String key(String sessionId) {
    return "romeo@localhost/" + sessionId;
  }

  /**
   * @param sets in the group of Kafka's settings: name=value
   */
  static Config config(String... sets) throws Exception {
    var all = new ArrayList<String>();
    all.add("balcony.call.records.sink=kafka");
    for (var set : sets) {
      all.add(KafkaSettings.NAME + set);
    }
    return NodeConfig.load(ConfigFactory.empty(), all, null);
  }
}
