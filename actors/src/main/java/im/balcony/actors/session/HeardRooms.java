package im.balcony.actors.session;

import im.balcony.protocol.jid.Jid;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a client was told what the rooms said that it is in, so that a room that lost its node
 * leaves out nothing, and tells nothing twice (I3).
 *
 * <p>Of {@value #LIVES_MAX} lives of rooms at most; of the one that was silent for longest it is
 * forgotten then.
 */
public final class HeardRooms {
  /** Nothing is known of that life. */
  public static final long UNKNOWN = -1;

  static final int LIVES_MAX = 512;

  // most sessions are in no room
  private @Nullable LinkedHashMap<String, Long> byLife;

  /**
   * Those of these stanzas that were not told yet.
   *
   * @param fullJid of the client
   */
  public Iterable<Delivery> take(SessionCommand.DeliverFromRoom told, Jid fullJid) {
    var address = fullJid.toString();
    var before = upTo(told.life());
    var fresh =
        told.stanzas().stream()
            .filter(stanza -> stanza.id() == 0 || stanza.id() > before)
            .map(stanza -> new Delivery(stanza.xml().to(address), 0, stanza.urgent()))
            .toList();
    remember(told.life(), Math.max(before, told.upTo()));
    return fresh;
  }

  /**
   * The highest id of the room that the client was told, or that it was told with when it entered.
   */
  public long upTo(String life) {
    return byLife == null ? UNKNOWN : byLife.getOrDefault(life, UNKNOWN);
  }

  private void remember(String life, long upTo) {
    if (byLife == null) {
      byLife = new LinkedHashMap<>(2);
    }
    byLife.remove(life);
    byLife.put(life, upTo);
    if (byLife.size() > LIVES_MAX) {
      byLife.remove(byLife.keySet().iterator().next());
    }
  }
}
