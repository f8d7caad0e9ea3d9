package im.balcony.actors.room;

import im.balcony.actors.feature.muc.MucAction;
import im.balcony.actors.feature.muc.MucFace;
import im.balcony.actors.room.RoomCommand.Item;
import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.muc.Role;
import im.balcony.protocol.xep.muc.RoomOption;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What one occupant says to another alone (XEP-0045 section 7.5, XEP-0404 section 3.2). It is no
 * part of the room's archive (XEP-0313 section 5.1.2) but of those of the two accounts; who sent it
 * hears that the room has taken it when it is there (invariant I1).
 */
final class Whispers {
  private final Hall hall;
  private final Talk talk;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private Set<String> begun = new LinkedHashSet<>();

  /** First it is for its recipient, then, when that has taken it, for its sender. */
  private static final class Open {
    private final Whisper sent;
    private Whisper now;

    private Open(Whisper received, Whisper sent) {
      this.now = received;
      this.sent = sent;
    }
  }

  /** Runs when all of these are kept, or refused. */
  private record Waiter(Set<String> keys, Runnable then) {}

  Whispers(Hall hall, Talk talk) {
    this.hall = hall;
    this.talk = talk;
  }

  /** To all clients of one occupant. */
  void whisper(Item item, Jid from, MucAction.Whisper whisper) {
    var message = whisper.message();
    var seat = talk.speaker(from, message, Role.VISITOR);
    if (seat.isEmpty()) {
      return;
    }
    if (!isAllowed(Hall.roleOf(seat.get()))) {
      hall.refuse(message, StanzaError.forbidden());
      return;
    }
    var recipients = hall.seatsOf(whisper.nick());
    if (recipients.isEmpty()) {
      hall.refuse(message, StanzaError.itemNotFound());
      return;
    }
    var said = MucFace.said(message.element());
    var told = hall.face().whispered(seat.get().nick(), said, hall.occupantId(from));
    var marked = message.withElement(hall.face().marked(message.element()));
    keep(item, from, whisper.nick(), marked, recipients, client -> told);
  }

  /**
   * Of an occupant or participant that may speak, to one that is there.
   *
   * @param name of that one in the room
   * @param said as it is to be in the archive of its sender
   * @param told as each of the clients gets it
   */
  void keep(
      Item item,
      Jid from,
      String name,
      Message said,
      List<Seat> clients,
      Function<Seat, XmlElement> told) {
    var key = String.join(" ", hall.occupantId(from), name, item.originKey());
    var received = new Whisper(key, item.session(), false, each(told, clients));
    open.put(key, new Open(received, new Whisper(key, item.session(), true, List.of(said))));
    begun.add(key);
    hall.inTurn(() -> hall.ports().occupants().keep(received));
  }

  /** The one that came in last first: it is the likeliest to be there. */
  private static List<Message> each(Function<Seat, XmlElement> told, List<Seat> clients) {
    var messages = new ArrayList<Message>(clients.size());
    for (var seat : clients) {
      var one = StanzaReader.read(told.apply(seat).withAttribute("to", seat.fullJid()));
      if (one instanceof StanzaReader.Read read && read.stanza() instanceof Message message) {
        messages.add(message);
      }
    }
    Collections.reverse(messages);
    return messages;
  }

  /** Those that were begun since this was asked last. */
  Set<String> begun() {
    var since = begun;
    if (!since.isEmpty()) {
      begun = new LinkedHashSet<>();
    }
    return since;
  }

  /** Runs this as soon as none of these is open. */
  void whenKept(Set<String> keys, Runnable then) {
    if (Collections.disjoint(open.keySet(), keys)) {
      then.run();
    } else {
      waiters.add(new Waiter(keys, then));
    }
  }

  /** Their sender still waits. */
  void repeat(Set<String> keys) {
    for (var key : keys) {
      var known = open.get(key);
      if (known != null) {
        hall.ports().occupants().keep(known.now);
      }
    }
  }

  void kept(RoomCommand.WhisperKept kept) {
    var known = open.get(kept.key());
    if (known == null || known.now.sent() != kept.sent()) {
      return;
    }
    if (!kept.sent() && kept.refusal() == null) {
      known.now = known.sent;
      hall.ports().occupants().keep(known.now);
      return;
    }
    open.remove(kept.key());
    if (!kept.sent() && kept.refusal() != null) {
      hall.refuse(known.sent.kept(), kept.refusal());
    }
    var done =
        waiters.stream()
            .filter(waiter -> Collections.disjoint(open.keySet(), waiter.keys()))
            .toList();
    waiters.removeAll(done);
    done.forEach(waiter -> hall.inTurn(waiter.then()));
  }

  boolean isIdle() {
    return open.isEmpty();
  }

  /** Whether who has this role may write to one occupant alone. */
  boolean isAllowed(Role role) {
    return switch (hall.config().text(RoomOption.PRIVATE_MESSAGES)) {
      case "anyone" -> true;
      case "participants" -> role.isAtLeast(Role.PARTICIPANT);
      case "moderators" -> role == Role.MODERATOR;
      default -> false;
    };
  }
}
