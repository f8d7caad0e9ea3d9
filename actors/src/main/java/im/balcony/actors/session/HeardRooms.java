package im.balcony.actors.session;

import im.balcony.protocol.jid.Jid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How far a client was told what the rooms said that it is in, so that a room that lost its node
 * leaves out nothing, and tells nothing twice (I3).
 *
 * <p>Of {@value #LIVES_MAX} lives of rooms at most; of the one that was silent for longest it is
 * forgotten then.
 */
public final class HeardRooms {
  /** Told as {@code upTo}: whatever else the room says, it says to the session's new place. */
  public static final long NO_MORE = -1;

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

  /** The lives of which something was heard. */
  Set<String> lives() {
    return byLife == null ? Set.of() : Set.copyOf(byLife.keySet());
  }

  /** Each life and how far it was heard, the one heard longest ago first. */
  List<SessionState.Heard> all() {
    return byLife == null
        ? List.of()
        : byLife.entrySet().stream()
            .map(entry -> new SessionState.Heard(entry.getKey(), entry.getValue()))
            .toList();
  }

  /** What is told here goes to where the session is by now, in pieces for a frame. */
  List<SessionCommand.RoomTold> passedOn(SessionCommand.DeliverFromRoom told, Jid fullJid) {
    var fresh = new ArrayList<Delivery>();
    take(told, fullJid).forEach(fresh::add);
    var pieces = Frames.cut(fresh, delivery -> delivery.xml().length);
    var last = pieces.size() - 1;
    return IntStream.rangeClosed(0, last)
        .mapToObj(
            at ->
                new SessionCommand.RoomTold(
                    told.life(), at == last ? told.upTo() : 0, pieces.get(at)))
        .toList();
  }

  /** It was told elsewhere, up to this id. */
  void heard(String life, long upTo) {
    remember(life, Math.max(upTo(life), upTo));
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
