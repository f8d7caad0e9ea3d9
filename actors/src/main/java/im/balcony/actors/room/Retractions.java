package im.balcony.actors.room;

import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.feature.muc.MucAction;
import im.balcony.actors.feature.muc.MucFace;
import im.balcony.actors.feature.muc.MucReader;
import im.balcony.actors.room.RoomCommand.Item;
import im.balcony.persistence.archive.RoomArchive.Found;
import im.balcony.persistence.event.room.RoomEvent.MessageRetracted;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.moderation.Moderation;
import im.balcony.protocol.xep.muc.Role;
import im.balcony.protocol.xep.retraction.Retraction;
import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Taking back what was said: by its sender (XEP-0424 section 5: of the same occupant), or by a
 * moderator (XEP-0425). What it is about stands in the archive, so all that an account has sent
 * with it waits until that was read: its order stays.
 */
final class Retractions {
  /**
   * What the archive holds of the messages that somebody wants to take back.
   *
   * @param found by their stanza-ids
   * @param refusal why nobody knows; null when it was read
   */
  record Targets(Map<String, Found> found, @Nullable StanzaError refusal) {
    static final Targets NONE = new Targets(Map.of(), null);
  }

  private static final int ID_CHARS_MAX = 16;
  private static final Optional<Moderation> NOTHING = Optional.empty();

  private final ActorContext<RoomCommand> context;
  private final Hall hall;
  private final Talk talk;
  private final Heads heads;
  private final Readers readers;
  private final ChannelNews news;
  private final String log;
  private int underWay;

  Retractions(ActorContext<RoomCommand> context, Hall hall, Talk talk, Heads heads, String log) {
    this.context = context;
    this.hall = hall;
    this.talk = talk;
    this.heads = heads;
    this.readers = new Readers(hall);
    this.news = new ChannelNews(hall);
    this.log = log;
  }

  /** Whether a message that is for all takes something back. */
  static boolean isIn(Message message) {
    return Retraction.retractedId(message.element()).isPresent();
  }

  static boolean isIn(Iq iq) {
    return iq.payload().filter(Moderation::isIn).isPresent();
  }

  /** Reads what the items are about, if they take anything back; then goes on, at once if not. */
  void find(List<Item> items, Consumer<Targets> then) {
    var ids = new TreeSet<String>();
    for (var item : items) {
      var from = item.stanza().from();
      var id = idIn(item.stanza()).filter(Retractions::isId);
      if (from != null && id.isPresent() && readers.mayRead(from)) {
        ids.add(id.get());
      }
    }
    if (ids.isEmpty()) {
      then.accept(Targets.NONE);
    } else if (underWay >= hall.settings().archiveQueriesMax()) {
      var full = StanzaError.resourceConstraint().withType(StanzaError.Type.WAIT);
      then.accept(new Targets(Map.of(), full));
    } else {
      read(List.copyOf(ids), then);
    }
  }

  private static Optional<String> idIn(Stanza stanza) {
    var action = MucReader.read(stanza);
    if (action instanceof MucAction.Say say) {
      return Retraction.retractedId(say.message().element());
    } else if (action instanceof MucAction.AskRoom ask) {
      return ask.iq().payload().flatMap(Moderation::read).map(Moderation::messageId);
    }
    return Optional.empty();
  }

  /** Ids of a room's archive are microseconds; all else names nothing. */
  private static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= ID_CHARS_MAX
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && text.charAt(0) != '0';
  }

  private void read(List<String> ids, Consumer<Targets> then) {
    underWay++;
    var version = hall.room().version();
    hall.inTurn(
        () ->
            context.pipeToSelf(
                found(ids, version, new HashMap<>()),
                (found, failure) ->
                    new ArchiveQuestions.Answered(
                        () -> {
                          underWay--;
                          then.accept(
                              found == null
                                  ? new Targets(
                                      Map.of(),
                                      StanzaError.internalServerError()
                                          .withType(StanzaError.Type.WAIT))
                                  : new Targets(found, null));
                        })));
  }

  private CompletionStage<Map<String, Found>> found(
      List<String> left, long version, Map<String, Found> found) {
    if (left.isEmpty()) {
      return CompletableFuture.completedFuture(found);
    }
    var id = left.get(0);
    return hall.ports()
        .archive()
        .retractable(log, version, Long.parseLong(id))
        .thenCompose(
            each -> {
              each.ifPresent(message -> found.put(id, message));
              return found(left.subList(1, left.size()), version, found);
            });
  }

  /** By who said it, and has voice. */
  void retract(Item item, Jid from, Message message, Targets targets) {
    var seat = talk.speaker(from, message, Role.PARTICIPANT);
    if (seat.isEmpty() || !talk.isNew(item, from)) {
      return;
    }
    var target = targets.found().get(Retraction.retractedId(message.element()).orElse(""));
    if (targets.refusal() != null) {
      hall.refuse(message, targets.refusal());
    } else if (target == null || target.buried()) {
      hall.refuse(message, StanzaError.itemNotFound());
    } else if (!target.author().equals(from.bare().toString())) {
      hall.refuse(message, StanzaError.forbidden().withText("somebody else has said it"));
    } else {
      var said = MucFace.said(message.element());
      write(item, from, seat.get().nick(), said, target, talk.nextId(), () -> {});
    }
  }

  /** XEP-0425 section 3. */
  void moderate(Item item, Iq iq, Jid from, Targets targets) {
    var standing = hall.standingOf(from);
    var request = iq.type() == Iq.Type.SET ? iq.payload().flatMap(Moderation::read) : NOTHING;
    if (standing.role() != Role.MODERATOR && !standing.isAdmin()) {
      hall.refuse(
          iq, StanzaError.forbidden().withText("only moderators take back what others said"));
    } else if (request.isEmpty()) {
      hall.refuse(iq, StanzaError.badRequest());
    } else if (targets.refusal() != null) {
      hall.refuse(iq, targets.refusal());
    } else {
      moderate(item, iq, from, request.get(), targets.found().get(request.get().messageId()));
    }
  }

  private void moderate(Item item, Iq iq, Jid from, Moderation request, @Nullable Found target) {
    var result = iq.result(null);
    if (target == null) {
      hall.refuse(iq, StanzaError.itemNotFound());
    } else if (target.buried()) {
      hall.route(result);
    } else {
      var seat = hall.occupancy().seatOf(from.toString());
      var moderator = seat == null ? null : hall.address().withResource(seat.nick());
      var id = talk.nextId();
      var told = request.told(Long.toString(id), moderator, hall.occupantId(from));
      write(item, from, null, told, target, id, () -> hall.ports().occupants().route(result));
    }
  }

  private void write(
      Item item,
      Jid from,
      @Nullable String nick,
      XmlElement told,
      Found target,
      long id,
      Runnable answer) {
    var at = hall.now();
    var event =
        new MessageRetracted(
            id,
            item.originKey(),
            from.toString(),
            nick,
            hall.occupantId(from),
            told.toXml().getBytes(StandardCharsets.UTF_8),
            target.targets(),
            at,
            target.contents());
    var shown = hall.face().kept(nick, told, event.occupantId(), id);
    var seats = hall.occupancy().seats();
    hall.writer()
        .write(
            List.of(event),
            List.of(),
            () -> {
              hall.history().retract(event, hall.face());
              hall.fanout().tell(seats, shown, id);
              news.kept(seats, nick, from, told, id);
              hall.history().add(hall.face().delayed(shown, at), id, at);
              answer.run();
            });
    if (!target.contents().isEmpty()) {
      heads.said();
    }
  }
}
