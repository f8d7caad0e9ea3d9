package im.balcony.actors.user.front;

import akka.actor.typed.javadsl.TimerScheduler;
import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.push.CallPushes;
import im.balcony.actors.user.push.PushSettings;
import im.balcony.actors.user.push.PushedCall;
import im.balcony.actors.user.push.PushedChat;
import im.balcony.persistence.event.account.PushEvent.PushDisabled;
import im.balcony.persistence.event.account.PushEvent.PushEnabled;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.persistence.event.index.LiveCall;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaError.Condition;
import im.balcony.protocol.xep.content.ConversationType;
import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xep.muc.Invitation;
import im.balcony.protocol.xep.push.PushContent;
import im.balcony.protocol.xep.push.PushPublication;
import im.balcony.protocol.xep.push.PushRoute;
import im.balcony.protocol.xep.push.PushSummary;
import im.balcony.protocol.xep.push.PushTerms;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the devices that have no session that can be reached, when something for them is durable in
 * the archive (XEP-0357 section 7), and tells those that ring by it when a call is over. What a
 * service refuses for good is not used any more.
 */
final class PushSender implements PushLine.Account {
  /** The service knows the node no more, or never lets us in (sections 5 and 7). */
  private static final Set<Condition> PERMANENT =
      Set.of(
          Condition.ITEM_NOT_FOUND,
          Condition.GONE,
          Condition.FORBIDDEN,
          Condition.NOT_AUTHORIZED,
          Condition.NOT_ALLOWED,
          Condition.NOT_ACCEPTABLE,
          Condition.CONFLICT,
          Condition.BAD_REQUEST,
          Condition.JID_MALFORMED,
          Condition.FEATURE_NOT_IMPLEMENTED,
          Condition.REGISTRATION_REQUIRED);

  private record Node(String service, String node) {
    static Node of(PushEnabled registration) {
      return new Node(registration.service(), registration.node());
    }
  }

  private final Front front;
  private final PushSettings settings;
  private final TimerScheduler<UserCommand> timers;
  private final Supplier<IndexState> index;
  private final PushedRows rows;
  private final PushDevices devices;
  private final PushFilter filter;
  private final PushDebt debt;
  private final PushTermsCache terms = new PushTermsCache();
  private final PushWriter writer = new PushWriter();
  private final Map<Node, PushLine> lines = new HashMap<>(2);

  /**
   * @param index the archive as it is durable
   * @param rows what is told that is not at hand
   * @param debt noted while something is under way
   */
  PushSender(
      Front front,
      PushSettings settings,
      TimerScheduler<UserCommand> timers,
      Supplier<IndexState> index,
      PushedRows rows,
      PushDebt debt) {
    this.front = front;
    this.settings = settings;
    this.timers = timers;
    this.index = index;
    this.rows = rows;
    this.debt = debt;
    this.devices = new PushDevices(front.sessions());
    this.filter = new PushFilter(front);
  }

  /** Whether somebody could be woken. */
  boolean isPossible() {
    return !registrations().isEmpty();
  }

  private List<PushEnabled> registrations() {
    return front.account().committed().pushes().all();
  }

  /** A message of somebody else has its place in the archive, and its sessions have it. */
  void arrived(ConversationEntry entry, long archiveId) {
    if (!isPossible()) {
      return;
    }
    if (entry.isOf(MessageEffect.Kind.CALL)) {
      var message = StoredXml.read(entry.xml());
      PushCause.begun(entry, message)
          .ifPresent(id -> ring(id, archiveId, PushTexts.call(message, id.sessionId())));
    } else if (entry.isOf(MessageEffect.Kind.CONTENT) || isWhispered(entry)) {
      say(entry);
    }
  }

  /** Not for a call that is over already: its end is in the same batch, say. */
  private void ring(PushedCall.Id id, long archiveId, PushContent content) {
    var noted =
        index.get().calls().asList().stream()
            .filter(call -> call.archiveId() == archiveId)
            .findFirst();
    if (noted.isPresent() && !noted.get().isLive(now())) {
      return;
    }
    var until =
        noted
            .map(call -> call.until())
            .orElseGet(() -> now().plus(front.settings().callRingingMax()));
    var call = new PushedCall(id, until, content);
    wake(filter.ofSender(Jid.parse(id.peer()), true), line -> line.ring(call));
  }

  /** Something to read that an occupant of a room says to this account alone. */
  private boolean isWhispered(ConversationEntry entry) {
    return isFromOccupant(entry) && PushCause.isContent(entry);
  }

  private boolean isFromOccupant(ConversationEntry entry) {
    return entry.from().isFull() && front.router().servesRooms(entry.from().domain());
  }

  /** Nobody wants to be woken by a conversation that is muted (XEP-0492). */
  private void say(ConversationEntry entry) {
    var inbox = index.get().inbox();
    var peer = entry.from().bare().toString();
    var message = StoredXml.read(entry.xml());
    var mentioned = isFromOccupant(entry) || PushCause.mentions(message, front.bareJid());
    var type = entry.effect() == null ? ConversationType.CHAT : entry.effect().type();
    var row = inbox.get(peer, type);
    var isMuted = row != null && row.settings().isMuted(now().getEpochSecond());
    if (!isMuted && inbox.followed(peer).wants(mentioned)) {
      var chat = chat(row, peer, type, mentioned, PushTexts.said(message));
      wake(filter.ofSender(entry.from().bare(), false), line -> line.say(chat));
    }
  }

  /**
   * Somebody asks the account to come into a room.
   *
   * @param message as the room passes it on
   */
  void invited(Jid room, XmlElement message) {
    if (!isPossible()) {
      return;
    }
    Invitation.passedOn(message)
        .ifPresent(
            invitation -> {
              var chat =
                  new PushedChat(
                      PushRoute.Type.CHAT,
                      null,
                      room.toString(),
                      ConversationType.CHAT,
                      PushTexts.invited(room, invitation, message));
              wake(filter.ofSender(invitation.other().bare(), false), line -> line.say(chat));
            });
  }

  private static PushedChat chat(
      @Nullable InboxRow row, String peer, String type, boolean mentioned, PushContent content) {
    return new PushedChat(
        mentioned ? PushRoute.Type.MENTION : PushRoute.Type.CHAT,
        row == null ? null : PushNames.of(row.conversation()),
        peer,
        type,
        content);
  }

  /**
   * Something was said in a room that the account follows.
   *
   * @param row of the room
   * @param mentioned whether it speaks of the account (XEP-0492 section 3)
   */
  void said(InboxRow row, boolean mentioned) {
    if (!isPossible() || !index.get().inbox().notifies(row, mentioned, now())) {
      return;
    }
    var peer = Jid.parse(row.peer());
    var wanted = row.room() == null ? filter.ofSender(peer, false) : filter.ofRoom(peer, mentioned);
    rows.read(
        isReadByOne(wanted) ? row : null,
        content -> {
          var chat = chat(row, row.peer(), row.type(), mentioned, content);
          wake(wanted, line -> line.say(chat));
        });
  }

  private boolean isReadByOne(Predicate<PushTerms> wanted) {
    return sleeping(wanted).stream().anyMatch(each -> terms.of(each).key() != null);
  }

  /** A call of which a server before may have told; it may be over. */
  void callsStill(LiveCall call) {
    var id = new PushedCall.Id(call.peer(), call.sessionId());
    var wanted = filter.ofSender(Jid.parse(call.peer()), true);
    rows.read(
        call,
        content -> {
          var told = new PushedCall(id, call.until(), content);
          var isOver = !index.get().calls().isLive(call.archiveId(), now());
          wake(wanted, line -> line.ringAgain(told, isOver));
        });
  }

  /** Somebody asks for the account's presence, and that is durable: all who do are one push. */
  void requested(Jid contact) {
    settings
        .requests()
        .map(PushedChat::requests)
        .ifPresent(requests -> wake(filter.ofSender(contact, false), line -> line.say(requests)));
  }

  /** Less is unread than before: who wants to know hears so, without noise. */
  void lessIsUnread() {
    var silent =
        new PushedChat(
            PushRoute.Type.SILENT, null, null, ConversationType.CHAT, PushContent.NUMBER);
    wake(PushTerms::badge, line -> line.say(silent));
  }

  /**
   * A session has no connection: its device may not have what it was sent last, nor ring.
   *
   * @param unacknowledged whether something was sent that is in the archive
   */
  void lostConnection(OpenSession device, boolean unacknowledged) {
    if (unacknowledged) {
      givenBack(device);
    }
    if (isPossible()) {
      index.get().calls().live(now()).forEach(this::callsStill);
    }
  }

  /** What a session had, and its client never acknowledged, is in the archive. */
  void givenBack(OpenSession device) {
    var something =
        new PushedChat(PushRoute.Type.CHAT, null, null, ConversationType.CHAT, PushContent.NUMBER);
    registrations().stream()
        .filter(registration -> PushDevices.isOf(device, registration))
        .forEach(registration -> wake(registration, line -> line.say(something)));
  }

  /** A step of a call, of either side, has its place in the archive. */
  void stepped(ConversationEntry entry) {
    if (lines.isEmpty() || !entry.isOf(MessageEffect.Kind.CALL)) {
      return;
    }
    var byOwn = front.isOwn(entry.from());
    var peer = (byOwn ? entry.to() : entry.from()).bare();
    PushCause.ended(entry, peer)
        .ifPresent(
            id ->
                List.copyOf(lines.values())
                    .forEach(
                        line ->
                            line.stop(
                                id, byOwn && devices.isBy(entry.from(), line.registration()))));
  }

  private void wake(Predicate<PushTerms> wanted, Consumer<PushLine> then) {
    sleeping(wanted).forEach(registration -> wake(registration, then));
  }

  /** Those that can be woken and want to be. */
  private List<PushEnabled> sleeping(Predicate<PushTerms> wanted) {
    terms.keep(registrations());
    return registrations().stream()
        .filter(registration -> wanted.test(terms.of(registration)) && !isThere(registration))
        .toList();
  }

  private void wake(PushEnabled registration, Consumer<PushLine> then) {
    if (isThere(registration)) {
      return;
    }
    var line =
        lines.computeIfAbsent(
            Node.of(registration), node -> new PushLine(this, settings, timers, registration));
    line.use(registration);
    then.accept(line);
    if (!line.isIdle()) {
      debt.begins();
    }
  }

  @Override
  public boolean isThere(PushEnabled registration) {
    return devices.isThere(registration, terms.of(registration));
  }

  @Override
  public PushTerms termsOf(PushEnabled registration) {
    return terms.of(registration);
  }

  @Override
  public boolean isUnread(PushedChat chat) {
    if (chat.isOfRequests()) {
      return !front.account().committed().shownRequests().isEmpty();
    }
    var inbox = index.get().inbox();
    if (chat.peer() == null) {
      return chat.type() == PushRoute.Type.SILENT || inbox.unread() > 0;
    }
    var row = inbox.get(chat.peer(), chat.rowType());
    return row == null || row.unread() > 0 || isInvitedTo(chat.peer());
  }

  private boolean isInvitedTo(String room) {
    return front.account().committed().invitations().isTo(room);
  }

  @Override
  public void publish(PushEnabled registration, PushRoute route, PushContent content, String id) {
    var summary =
        new PushSummary(
            index.get().inbox().unread(), front.account().committed().shownRequests().size());
    var options = registration.options();
    var told =
        new PushPublication(
            registration.node(),
            writer.notification(terms.of(registration), summary, route, content),
            options.length == 0 ? null : StoredXml.read(options));
    front.route(
        XmlElement.named("iq", Front.NAMESPACE)
            .attribute("type", "set")
            .attribute("id", id)
            .attribute("from", front.bareJid().toString())
            .attribute("to", registration.service())
            .child(told.toElement())
            .build());
  }

  /** A result or an error for the account itself. */
  void answered(Iq iq) {
    lines.values().stream()
        .filter(line -> line.waitsFor(iq.id()))
        .filter(line -> line.registration().service().equals(String.valueOf(iq.from())))
        .findFirst()
        .ifPresent(line -> answered(line, iq));
  }

  private void answered(PushLine line, Iq iq) {
    var isTaken = iq.type() == Iq.Type.RESULT;
    var outcome = isTaken ? CallPushes.Outcome.TAKEN : CallPushes.Outcome.REFUSED;
    if ((!isTaken && isPermanent(iq)) || !line.answered(iq.id(), outcome)) {
      forget(line);
    }
  }

  private static boolean isPermanent(Iq iq) {
    return StanzaError.read(iq)
        .filter(
            error -> error.type() != StanzaError.Type.WAIT && PERMANENT.contains(error.condition()))
        .isPresent();
  }

  /** Section 7: the client has to enable it anew. */
  private void forget(PushLine line) {
    var node = Node.of(line.registration());
    line.end();
    lines.remove(node);
    if (!front.account().isFull()) {
      front.account().write(List.of(new PushDisabled(node.service(), node.node())), durable -> {});
    }
  }

  void tick(PushLine.Tick tick) {
    var line = tick.line();
    var node = Node.of(line.registration());
    if (lines.get(node) != line) {
      return;
    }
    if (!front.account().committed().pushes().has(node.service(), node.node())) {
      line.end();
      lines.remove(node);
    } else if (!line.tick(tick)) {
      forget(line);
    }
  }

  @Override
  public Instant now() {
    return front.clock().instant();
  }

  boolean isIdle() {
    return lines.values().stream().allMatch(PushLine::isIdle);
  }
}
