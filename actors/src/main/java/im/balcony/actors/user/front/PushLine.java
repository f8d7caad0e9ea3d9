package im.balcony.actors.user.front;

import akka.actor.typed.javadsl.TimerScheduler;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.push.CallPushes;
import im.balcony.actors.user.push.ChatPushes;
import im.balcony.actors.user.push.PushLane;
import im.balcony.actors.user.push.PushSettings;
import im.balcony.actors.user.push.PushedCall;
import im.balcony.actors.user.push.PushedChat;
import im.balcony.persistence.event.account.PushEvent.PushEnabled;
import im.balcony.protocol.xep.push.PushContent;
import im.balcony.protocol.xep.push.PushRoute;
import im.balcony.protocol.xep.push.PushTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is told to one node of a push service: one thing at a time, and calls beside, which wait for
 * no other.
 */
final class PushLine {
  private static final String ALL = "";
  private static final String REQUESTS = "requests";

  /** What a line needs of its account. */
  interface Account {
    Instant now();

    /** Whether the device hears of everything by its session. */
    boolean isThere(PushEnabled registration);

    /** Whether it is still worth telling. */
    boolean isUnread(PushedChat chat);

    PushTerms termsOf(PushEnabled registration);

    void publish(PushEnabled registration, PushRoute route, PushContent content, String id);
  }

  /** What is on its way was not accepted, or the time has come to do something. */
  record Tick(PushLine line, boolean ofCalls, @Nullable String unanswered)
      implements UserCommand.Local {}

  private record TimerKey(PushLine line, boolean ofCalls) {}

  private final Account account;
  private final PushSettings settings;
  private final TimerScheduler<UserCommand> timers;
  private final PushLane chatLane;
  private final PushLane callLane;
  private final ChatPushes chats;
  private final CallPushes calls;
  private PushEnabled registration;
  private Map.@Nullable Entry<String, PushedChat> chatUnderWay;

  PushLine(
      Account account,
      PushSettings settings,
      TimerScheduler<UserCommand> timers,
      PushEnabled registration) {
    this.account = account;
    this.settings = settings;
    this.timers = timers;
    this.registration = registration;
    this.chatLane = new PushLane(settings, settings.pause());
    this.callLane = new PushLane(settings, Duration.ZERO);
    this.chats = new ChatPushes(settings.waitingMax());
    this.calls = new CallPushes(settings.callsMax(), settings.callEndTtl());
  }

  PushEnabled registration() {
    return registration;
  }

  void use(PushEnabled now) {
    registration = now;
  }

  void say(PushedChat chat) {
    chats.add(key(chat), chat);
    advanceChats();
  }

  /** What it replaces. */
  private String key(PushedChat chat) {
    var name = chat.conversation();
    if (chat.isOfRequests()) {
      return REQUESTS;
    }
    return name == null || account.termsOf(registration).key() == null ? ALL : name;
  }

  void ring(PushedCall call) {
    calls.proposed(call);
    advanceCalls();
  }

  /** As {@link #ring}, by a server that does not know what the one before it has told. */
  void ringAgain(PushedCall call, boolean isOver) {
    if (isOver) {
      calls.endedBefore(call, account.now());
    } else {
      calls.proposedAgain(call);
    }
    advanceCalls();
  }

  /**
   * @param byItself whether this device ended it
   */
  void stop(PushedCall.Id call, boolean byItself) {
    if (byItself) {
      calls.forget(call);
    } else {
      calls.ended(call, account.now());
    }
    advanceCalls();
  }

  private void advanceChats() {
    var now = account.now();
    if (account.isThere(registration)) {
      chats.clear();
    }
    if (chatLane.maySend(now)) {
      chats.take(account::isUnread).ifPresent(this::send);
    }
    if (!chatLane.isOutstanding()) {
      wake(false, chats.isEmpty() ? null : chatLane.left(now));
    }
  }

  private void send(Map.Entry<String, PushedChat> next) {
    chatUnderWay = next;
    var chat = next.getValue();
    var expires = account.now().plus(settings.messageTtl());
    send(false, new PushRoute(chat.type(), chat.conversation(), expires), chat.content());
  }

  private void advanceCalls() {
    var now = account.now();
    calls.expire(now);
    if (account.isThere(registration)) {
      calls.came();
    }
    var next = calls.next();
    if (next.isPresent() && callLane.maySend(now)) {
      calls.sent(next.get());
      send(true, route(next.get(), now), content(next.get()));
    }
    if (!callLane.isOutstanding()) {
      wake(true, left(next, now));
    }
  }

  private @Nullable Duration left(Optional<CallPushes.Next> next, Instant now) {
    var expiry = calls.nextExpiry().map(at -> Duration.between(now, at));
    var left = next.map(call -> callLane.left(now));
    return left.isPresent() && expiry.isPresent()
        ? (left.get().compareTo(expiry.get()) < 0 ? left.get() : expiry.get())
        : left.or(() -> expiry).orElse(null);
  }

  private PushRoute route(CallPushes.Next next, Instant now) {
    var call = next.call();
    var session = call.id().sessionId();
    var id = session.length() > PushRoute.ID_CHARS_MAX ? null : session;
    return next.isEnd()
        ? new PushRoute(PushRoute.Type.CALL_END, id, now.plus(settings.callEndTtl()))
        : new PushRoute(PushRoute.Type.CALL, id, call.until());
  }

  private static PushContent content(CallPushes.Next next) {
    var content = next.call().content();
    return next.isEnd() ? content.ended() : content;
  }

  private void send(boolean ofCalls, PushRoute route, PushContent content) {
    var id = UUID.randomUUID().toString();
    lane(ofCalls).sent(id);
    startTimer(ofCalls, id, settings.answerMax());
    account.publish(registration, route, content, id);
  }

  private void wake(boolean ofCalls, @Nullable Duration left) {
    if (left == null) {
      timers.cancel(new TimerKey(this, ofCalls));
    } else {
      startTimer(ofCalls, null, left.isNegative() ? Duration.ZERO : left);
    }
  }

  private void startTimer(boolean ofCalls, @Nullable String unanswered, Duration after) {
    timers.startSingleTimer(
        new TimerKey(this, ofCalls), new Tick(this, ofCalls, unanswered), after.plusMillis(1));
  }

  private PushLane lane(boolean ofCalls) {
    return ofCalls ? callLane : chatLane;
  }

  boolean waitsFor(@Nullable String id) {
    return chatLane.waitsFor(id) || callLane.waitsFor(id);
  }

  /** False when it has failed too often. */
  boolean answered(@Nullable String id, CallPushes.Outcome outcome) {
    var ofCalls = callLane.waitsFor(id);
    var lane = lane(ofCalls);
    var goesOn = true;
    if (outcome == CallPushes.Outcome.TAKEN) {
      lane.succeeded(account.now());
    } else {
      goesOn = lane.failed(account.now());
    }
    if (ofCalls) {
      calls.answered(outcome);
    } else if (outcome != CallPushes.Outcome.TAKEN && chatUnderWay != null) {
      chats.putBack(chatUnderWay.getKey(), chatUnderWay.getValue());
    }
    if (goesOn) {
      advance(ofCalls);
    }
    return goesOn;
  }

  private void advance(boolean ofCalls) {
    if (ofCalls) {
      advanceCalls();
    } else {
      advanceChats();
    }
  }

  /** False when it has failed too often. */
  boolean tick(Tick tick) {
    if (tick.unanswered() == null) {
      advance(tick.ofCalls());
      return true;
    }
    return !waitsFor(tick.unanswered())
        || answered(tick.unanswered(), CallPushes.Outcome.UNANSWERED);
  }

  void end() {
    timers.cancel(new TimerKey(this, true));
    timers.cancel(new TimerKey(this, false));
  }

  boolean isIdle() {
    return !chatLane.isOutstanding()
        && !callLane.isOutstanding()
        && chats.isEmpty()
        && calls.isEmpty();
  }
}
