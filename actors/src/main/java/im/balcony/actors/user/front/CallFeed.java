package im.balcony.actors.user.front;

import akka.actor.typed.javadsl.TimerScheduler;
import im.balcony.actors.call.CallCommand;
import im.balcony.actors.call.CallFact;
import im.balcony.actors.call.CallId;
import im.balcony.actors.call.CallOutcome;
import im.balcony.actors.call.Calls;
import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.user.UserCommand;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xep.jmi.CallSignal;
import im.balcony.protocol.xml.StoredXml;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells calls what this account saw of them: the steps that are durable in its archive (XEP-0353),
 * in their order, and those of sessions ({@link SessionSteps}). One fact a call is outstanding,
 * repeated until the call has noted it.
 */
final class CallFeed {
  /** Facts of an account that no call has noted yet; what is more is told by the other account. */
  private static final int FACTS_MAX = 200;

  /** Time to look whether a call has forgotten to answer. */
  record Tick() implements UserCommand.Local {}

  private static final Tick TICK = new Tick();

  /**
   * @param stanza the message that said it, when one of the own devices did
   */
  private record Seen(CallFact fact, byte @Nullable [] stanza) {}

  private static final class Line {
    private final ArrayDeque<Seen> waiting = new ArrayDeque<>(2);
    private long ticket;
    private boolean overdue;
  }

  private final Front front;
  private final Calls calls;
  private final TimerScheduler<UserCommand> timers;
  private final Duration repeatAfter;
  private final Supplier<IndexState> index;
  private final Map<CallId, Line> lines = new HashMap<>(2);
  private long lastTicket;
  private int facts;

  CallFeed(
      Front front,
      Calls calls,
      TimerScheduler<UserCommand> timers,
      Duration repeatAfter,
      Supplier<IndexState> index) {
    this.front = front;
    this.calls = calls;
    this.timers = timers;
    this.repeatAfter = repeatAfter;
    this.index = index;
  }

  /** An entry of the archive has its turn. */
  void delivered(ConversationEntry entry) {
    if (!entry.isOf(MessageEffect.Kind.CALL)) {
      return;
    }
    CallSignal.in(StoredXml.read(entry.xml()))
        .ifPresent(
            signal ->
                tell(
                    signal.sessionId(),
                    CallFact.of(signal, entry.from(), entry.to(), entry.at()),
                    front.isOwn(entry.from()) ? entry.xml() : null));
  }

  /** A call that reaches no device is over before it rings: who calls hears so at once. */
  void reachesNobody(ConversationEntry entry, long archiveId) {
    if (!entry.isOf(MessageEffect.Kind.CALL) || index.get().calls().isLive(archiveId, now())) {
      return; // a device was there when it was noted: the next one rings
    }
    if (StanzaReader.read(StoredXml.read(entry.xml())) instanceof StanzaReader.Read read
        && read.stanza() instanceof Message message) {
      CallSignal.proposal(message.element())
          .ifPresent(
              signal -> {
                front.refuse(message, StanzaError.recipientUnavailable());
                tell(
                    signal.sessionId(),
                    CallFact.unreachable(front.bareJid(), entry.from(), now()),
                    null);
              });
    }
  }

  private Instant now() {
    return front.clock().instant();
  }

  /**
   * @param stanza the message that says it, when one of the own devices did
   */
  void tell(String sessionId, CallFact fact, byte @Nullable [] stanza) {
    if (facts >= FACTS_MAX) {
      return;
    }
    CallId.of(fact.from(), fact.to(), sessionId)
        .ifPresent(
            call -> {
              var line = lines.computeIfAbsent(call, id -> new Line());
              line.waiting.addLast(new Seen(fact, stanza));
              facts++;
              if (line.waiting.size() == 1) {
                sendNext(call, line);
              }
            });
  }

  private void sendNext(CallId call, Line line) {
    line.ticket = ++lastTicket;
    line.overdue = false;
    send(call, line);
    if (!timers.isTimerActive(TICK)) {
      timers.startTimerWithFixedDelay(TICK, TICK, repeatAfter);
    }
  }

  private void send(CallId call, Line line) {
    var seen = line.waiting.getFirst();
    calls.tell(call, new CallCommand.Tell(front.bareJid(), line.ticket, seen.fact()));
  }

  void noted(UserCommand.CallNoted noted) {
    var line = lines.get(noted.call());
    if (line == null || line.ticket != noted.ticket()) {
      return; // the answer to a repeat
    }
    var seen = line.waiting.removeFirst();
    facts--;
    refuse(seen, noted.outcome());
    if (!line.waiting.isEmpty()) {
      sendNext(noted.call(), line);
      return;
    }
    lines.remove(noted.call());
    if (lines.isEmpty()) {
      timers.cancel(TICK);
    }
  }

  /** Only the device that came too late hears of it; everybody else has it in their order. */
  private void refuse(Seen seen, CallOutcome outcome) {
    var session = front.sessions().get(seen.fact().from());
    if (outcome != CallOutcome.NOTED
        && seen.stanza() != null
        && session != null
        && StanzaReader.read(StoredXml.read(seen.stanza())) instanceof StanzaReader.Read read) {
      front.refuse(session, read.stanza(), StanzaError.conflict());
    }
  }

  /** Repeats what was sent before the last tick. */
  void tick() {
    lines.forEach(
        (call, line) -> {
          if (line.overdue) {
            send(call, line);
          }
          line.overdue = true;
        });
  }

  boolean isIdle() {
    return lines.isEmpty();
  }
}
