package im.balcony.actors.user.front;

import akka.actor.typed.javadsl.TimerScheduler;
import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.user.UserCommand;
import im.balcony.persistence.event.account.PushEvent.PushDisabled;
import im.balcony.persistence.event.account.PushEvent.PushEnabled;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaError.Condition;
import im.balcony.protocol.xep.callinvites.CallInvite;
import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xep.jmi.CallSignal;
import im.balcony.protocol.xep.jmi.CallStep;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushPublication;
import im.balcony.protocol.xep.push.PushSummary;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the devices that have no session that can be reached, when something for them is durable in
 * the archive (XEP-0357 section 7). A node is told one thing at a time; what comes meanwhile is
 * told by the next number. What a service refuses for good is not used any more.
 */
final class PushSender {
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

  /** A pause of a node is over, or its service has not answered. */
  record Tick(Object node, @Nullable String unanswered) implements UserCommand.Local {}

  private final Front front;
  private final PushSettings settings;
  private final TimerScheduler<UserCommand> timers;
  private final Supplier<IndexState> index;
  private final Map<Node, PushLine> lines = new HashMap<>(2);

  /**
   * @param index the archive as it is durable
   */
  PushSender(
      Front front,
      PushSettings settings,
      TimerScheduler<UserCommand> timers,
      Supplier<IndexState> index) {
    this.front = front;
    this.settings = settings;
    this.timers = timers;
    this.index = index;
  }

  /** Whether somebody could be woken. */
  boolean isPossible() {
    return !registrations().isEmpty();
  }

  private List<PushEnabled> registrations() {
    return front.account().committed().pushes().all();
  }

  /** A message of somebody else has its place in the archive, and its sessions have it. */
  void arrived(ConversationEntry entry) {
    if (!isPossible() || entry.effect() == null) {
      return;
    }
    var kind = entry.effect().kind();
    var rings = kind == MessageEffect.Kind.CALL && isProposal(entry);
    if (rings || (kind == MessageEffect.Kind.CONTENT && isWanted(entry.from().bare(), entry))) {
      registrations().forEach(registration -> wake(registration, rings));
    }
  }

  private static boolean isProposal(ConversationEntry entry) {
    var xml = StoredXml.read(entry.xml());
    return CallSignal.in(xml).filter(signal -> signal.step() == CallStep.PROPOSE).isPresent()
        || CallInvite.in(xml).filter(call -> call.step() == CallInvite.Step.INVITE).isPresent();
  }

  /** Nobody wants to be woken by a conversation that is muted (XEP-0492). */
  private boolean isWanted(Jid peer, ConversationEntry entry) {
    var inbox = index.get().inbox();
    if (!inbox.followed(peer.toString()).wants(false)) {
      return false;
    }
    var effect = entry.effect();
    var row = effect == null ? null : inbox.get(peer.toString(), effect.type());
    return row == null || !row.settings().isMuted(now().getEpochSecond());
  }

  /**
   * Something was said in a room that the account follows.
   *
   * @param row of the room
   * @param mentioned whether it speaks of the account (XEP-0492 section 3)
   */
  void said(InboxRow row, boolean mentioned) {
    if (isPossible() && index.get().inbox().notifies(row, mentioned, now())) {
      registrations().forEach(registration -> wake(registration, false));
    }
  }

  /** What a session had, and its client never acknowledged, is in the archive. */
  void givenBack(Jid device) {
    registrations().stream()
        .filter(registration -> registration.device().equals(device.toString()))
        .forEach(registration -> wake(registration, false));
  }

  private void wake(PushEnabled registration, boolean atOnce) {
    if (isThere(registration)) {
      return;
    }
    var line =
        lines.computeIfAbsent(Node.of(registration), node -> new PushLine(registration, settings));
    line.use(registration);
    line.wants(true);
    advance(line, atOnce);
  }

  private boolean isThere(PushEnabled registration) {
    var session = front.sessions().get(Jid.parse(registration.device()));
    return session != null && !session.isSilent();
  }

  private void advance(PushLine line, boolean atOnce) {
    var node = Node.of(line.registration());
    if (line.maySend(now(), atOnce)) {
      var id = UUID.randomUUID().toString();
      line.sent(id);
      front.route(notification(line.registration(), id));
      startTimer(node, id, settings.answerMax());
    } else if (line.isWaiting()) {
      startTimer(node, null, line.left(now()));
    } else if (line.isIdle()) {
      timers.cancel(node);
    }
  }

  private void startTimer(Node node, @Nullable String unanswered, Duration after) {
    timers.startSingleTimer(node, new Tick(node, unanswered), after.plusMillis(1));
  }

  private XmlElement notification(PushEnabled registration, String id) {
    var options = registration.options();
    var summary =
        new PushSummary(
            index.get().inbox().unread(), front.account().committed().shownRequests().size());
    var told =
        new PushPublication(
            registration.node(),
            new PushNotification(summary, null, null, null),
            options.length == 0 ? null : StoredXml.read(options));
    return XmlElement.named("iq", Front.NAMESPACE)
        .attribute("type", "set")
        .attribute("id", id)
        .attribute("from", front.bareJid().toString())
        .attribute("to", registration.service())
        .child(told.toElement())
        .build();
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
    if (iq.type() == Iq.Type.RESULT) {
      line.succeeded(now());
      advance(line, false);
      return;
    }
    var isPermanent =
        StanzaError.read(iq)
            .filter(
                error ->
                    error.type() != StanzaError.Type.WAIT && PERMANENT.contains(error.condition()))
            .isPresent();
    if (isPermanent) {
      forget(line);
    } else {
      failed(line);
    }
  }

  private void failed(PushLine line) {
    if (line.failed(now())) {
      advance(line, false);
    } else {
      forget(line);
    }
  }

  /** Section 7: the client has to enable it anew. */
  private void forget(PushLine line) {
    var node = Node.of(line.registration());
    timers.cancel(node);
    lines.remove(node);
    if (!front.account().isFull()) {
      front.account().write(List.of(new PushDisabled(node.service(), node.node())), durable -> {});
    }
  }

  void tick(Tick tick) {
    if (!(tick.node() instanceof Node node)) {
      return;
    }
    var line = lines.get(node);
    if (line == null) {
      return;
    }
    if (tick.unanswered() != null) {
      if (line.waitsFor(tick.unanswered())) {
        failed(line);
      }
      return;
    }
    if (isThere(line.registration())
        || !front.account().committed().pushes().has(node.service(), node.node())) {
      line.wants(false);
    }
    advance(line, false);
  }

  private Instant now() {
    return front.clock().instant();
  }

  boolean isIdle() {
    return lines.values().stream().allMatch(PushLine::isIdle);
  }
}
