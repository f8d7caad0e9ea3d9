package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import im.balcony.actors.port.metrics.NodeMetrics;
import im.balcony.actors.port.tracing.MessageKey;
import im.balcony.actors.port.tracing.StanzaTraces;
import im.balcony.actors.session.LocalCommand.Alarm;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.xep.csi.ClientState;
import im.balcony.protocol.xep.sm.StreamManagement;
import im.balcony.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One bound client (RFC 6120 7) on its edge's node: stamps {@code from}, passes stanzas on in
 * numbered batches, acknowledges what is settled, keeps what is not acknowledged, and outlives its
 * connection when Stream Management says so (XEP-0198).
 *
 * <p>Longer than most: the counting is in classes of its own, but the order in which the two
 * directions and the end of the connection meet is to be read in one place.
 */
public final class ClientSession extends AbstractBehavior<SessionCommand> {
  private final SessionStart start;
  private final SessionLimits limits;
  private final TimerScheduler<SessionCommand> timers;
  private final InboundLedger inbound;
  private final OutboundQueue outbound = new OutboundQueue();
  private final AckCounters acks = new AckCounters();
  private final SharedBytes.Share waiting;
  private final SharedBytes.Share holding;

  private @Nullable ClientConnection connection;
  private final HeldStanzas held;
  private final PassedIds passed = new PassedIds();
  private final HeardRooms rooms = new HeardRooms();
  private SessionMemory memory;
  private boolean inactive;
  private boolean registered;
  private boolean bound;
  // Its client has come here for it, and is about to be connected.
  private boolean isAwaited;
  // The client is gone for good, or told to go; what it has sent is still settled.
  private boolean draining;

  private final RoomsOnTheWay roomsOnTheWay = new RoomsOnTheWay();
  private LocalCommand.@Nullable LetGo lettingGo;

  private boolean retryArmed;
  private long unconfirmedWhenArmed;
  private boolean requestArmed;
  private int pings;

  private ClientSession(
      ActorContext<SessionCommand> context,
      TimerScheduler<SessionCommand> timers,
      SessionStart start) {
    super(context);
    this.timers = timers;
    this.start = start;
    this.limits = start.limits();
    this.connection = start.connection();
    this.inbound = new InboundLedger(start.sessions().metrics(), start.sessions().traces());
    var self = context.getSelf();
    this.waiting = start.sessions().waiting().share(() -> self.tell(Alarm.KEEPS_MOST));
    this.holding = start.sessions().held().share(() -> self.tell(Alarm.HOLDS_MOST));
    this.held = new HeldStanzas(limits.heldStanzasMax(), limits.heldBytesMax());
    this.memory = start.wishes().memory();
    this.inactive = start.wishes().inactive();
  }

  public static Behavior<SessionCommand> create(SessionStart start) {
    return begin(start, ClientSession::register);
  }

  /** A session that has begun at another edge goes on here. */
  static Behavior<SessionCommand> goOn(
      SessionStart start, MovedSession moved, CompletableFuture<ActorRef<SessionCommand>> started) {
    return begin(
        start,
        session -> {
          session.goOn(moved);
          started.complete(session.getContext().getSelf()); // it can be found by now
        });
  }

  private static Behavior<SessionCommand> begin(SessionStart start, Consumer<ClientSession> how) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  var session = new ClientSession(context, timers, start);
                  start.sessions().opened(start.fullJid().bare(), context.getSelf());
                  how.accept(session);
                  return session;
                }));
  }

  @Override
  public Receive<SessionCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(LocalCommand.Received.class, this::onReceived)
        .onMessage(SessionCommand.Deliver.class, this::onDeliver)
        .onMessage(SessionCommand.DeliverFromRoom.class, this::onDeliverFromRoom)
        .onMessage(SessionCommand.TellHowFar.class, this::onTellHowFar)
        .onMessage(SessionCommand.Confirmed.class, this::onConfirmed)
        .onMessage(SessionCommand.Proceed.class, this::onProceed)
        .onMessage(SessionCommand.Registered.class, this::onRegistered)
        .onMessage(SessionCommand.RegistrationRefused.class, this::onRefused)
        .onMessage(SessionCommand.RegisterAgain.class, again -> onRegisterAgain())
        .onMessage(SessionCommand.Remember.class, this::onRemember)
        .onMessage(SessionCommand.Terminate.class, over -> endWith(over.error()))
        .onMessage(SessionCommand.HandOver.class, this::onHandOver)
        .onMessage(SessionCommand.MovedTo.class, moved -> Behaviors.stopped())
        .onMessage(SessionCommand.RoomTold.class, this::onRoomTold)
        .onMessage(LocalCommand.LetGo.class, this::onLetGo)
        .onMessage(LocalCommand.Writable.class, this::onWritable)
        .onMessage(LocalCommand.Silent.class, this::onSilent)
        .onMessage(LocalCommand.StreamClosed.class, this::onStreamClosed)
        .onMessage(LocalCommand.StreamBroken.class, this::onStreamBroken)
        .onMessage(LocalCommand.ConnectionLost.class, this::onConnectionLost)
        .onMessage(LocalCommand.Resume.class, this::onResume)
        .onMessage(Alarm.class, this::onAlarm)
        .onSignal(PostStop.class, stopped -> onStopped())
        .build();
  }

  // ---- registration with the User

  /** Who binds a resource too many hears it by a stanza, and may try again on another stream. */
  private Behavior<SessionCommand> onRefused(SessionCommand.RegistrationRefused refused) {
    var tooMany = refused.error().condition() == StreamErrorCondition.RESOURCE_CONSTRAINT;
    var answer = tooMany && !bound ? start.welcome().oneTooMany() : Optional.<XmlElement>empty();
    if (answer.isEmpty()) {
      return endWith(refused.error());
    }
    write(answer.get());
    closeConnection(null);
    drain();
    return sendUnsent();
  }

  private void register() {
    registered = false;
    tellUser(
        new UserCommand.RegisterSession(
            start.id(),
            start.fullJid(),
            getContext().getSelf(),
            bound ? start.wishes().origin().begun() : start.wishes().origin(),
            inbound.firstUnconfirmed(),
            marks(),
            inactive,
            memory));
    if (bound && connection == null && !isAwaited) {
      tellUser(new UserCommand.SessionSilent(start.id(), true, outbound.hasKept()));
    }
    isAwaited = false;
    armRetry();
  }

  private Behavior<SessionCommand> onRegisterAgain() {
    inbound.goBack();
    register();
    return this;
  }

  private Behavior<SessionCommand> onRegistered(SessionCommand.Registered answer) {
    registered = true;
    inbound.confirm(answer.expectedNumber() - 1);
    inbound.goBack();
    if (!bound) {
      bound = true;
      var wanted = start.wishes().enable();
      // Whatever came already was sent behind the wish, so it is counted.
      var enabled = wanted == null ? null : enable(wanted, 0);
      start
          .welcome()
          .of(new SessionWelcome.Begun(start.fullJid(), enabled, answer.archive()))
          .forEach(this::write);
    }
    return goOn();
  }

  private Behavior<SessionCommand> onRemember(SessionCommand.Remember remember) {
    memory = remember.memory();
    return this;
  }

  // ---- from the client

  private Behavior<SessionCommand> onReceived(LocalCommand.Received received) {
    var wire = connection;
    if (wire == null || !wire.equals(received.connection())) {
      return this;
    }
    int nonzas = 0;
    for (var item : received.items()) {
      if (draining) {
        break; // one before it was the last
      }
      if (item instanceof ClientItem.Accepted accepted) {
        onStanza(accepted.stanza(), received.readNanos());
      } else if (item instanceof ClientItem.Refused refused) {
        inbound.addSettled();
        refused.reply().ifPresent(this::answer);
      } else if (item instanceof ClientItem.Nonza nonza) {
        nonzas++;
        onNonza(nonza.element());
      }
    }
    wire.settled(nonzas);
    return goOn();
  }

  private void onStanza(Stanza stanza, long readNanos) {
    start.sessions().metrics().stanzaIn(Nonzas.kindOf(stanza));
    var from = stanza.from();
    var full = start.fullJid();
    if (from != null && !from.bare().equals(full.bare())) {
      // RFC 6120 4.9.3.9: a client names itself or nobody; whatever resource it names, its own is
      // put there (8.1.2.1): Converse.js, having resumed, names one that it had thought of before.
      fail(StreamErrorCondition.INVALID_FROM, null);
    } else if (stanza instanceof Iq iq && Nonzas.isAnswerToPing(iq)) {
      inbound.addSettled();
    } else if (stanza instanceof Iq iq && Nonzas.isLegacySession(iq, full)) {
      inbound.addSettled();
      answer(iq.result(null));
    } else {
      start.sessions().readTimes().read(stanza, full, readNanos);
      inbound.add(stanza.withFrom(full), readNanos);
    }
  }

  private void onNonza(XmlElement element) {
    var state = ClientState.read(element);
    if (state.isPresent()) {
      onState(state.get());
      return;
    }
    var read = StreamManagement.read(element).orElse(null);
    if (read instanceof StreamManagement.Request) {
      onAckRequest();
    } else if (read instanceof StreamManagement.Answer answer) {
      onAck(answer.handled());
    } else if (read instanceof StreamManagement.Enable enable) {
      onEnable(enable);
    } else if (read instanceof StreamManagement.Resume) {
      refuse();
    } else {
      fail(StreamErrorCondition.UNSUPPORTED_STANZA_TYPE, null);
    }
  }

  private void onEnable(StreamManagement.Enable enable) {
    if (acks.isEnabled()) {
      refuse();
      fail(StreamErrorCondition.POLICY_VIOLATION, "enabled twice (XEP-0198 3)");
      return;
    }
    write(enable(enable, inbound.received()));
  }

  /**
   * Counting begins; what waits to be written is counted, as the client counts from the answer on.
   *
   * @param before stanzas that the client sent before it asked
   */
  private StreamManagement.Enabled enable(StreamManagement.Enable wanted, long before) {
    int seconds = wanted.resume() ? resumptionSeconds(wanted.maxSeconds()) : 0;
    acks.enable(before, seconds);
    outbound.startRetaining();
    if (!acks.isResumable()) {
      return new StreamManagement.Enabled(null, null, null);
    }
    start.sessions().add(start.id(), start.fullJid().bare(), getContext().getSelf());
    return new StreamManagement.Enabled(start.id().value(), seconds, null);
  }

  /** A client may ask for less. */
  private int resumptionSeconds(@Nullable Integer wanted) {
    int most = limits.resumptionSecondsMax();
    return wanted == null || wanted <= 0 ? most : Math.min(wanted, most);
  }

  private void refuse() {
    write(
        new StreamManagement.Failed(StanzaError.Condition.UNEXPECTED_REQUEST.elementName(), null));
  }

  private void onAckRequest() {
    if (!acks.isEnabled()) {
      refuse();
      return;
    }
    // The answer comes when what was sent before the question is durable, or when time is up.
    acks.owe(inbound.received());
    if (inbound.handled() < inbound.received()) {
      timers.startSingleTimer(Alarm.ANSWER_ACK, Duration.ofMillis(limits.answerAckMillisMax()));
    }
  }

  private void onAck(long h) {
    if (!acks.isEnabled()) {
      refuse();
      return;
    }
    acks.answered();
    if (outbound.acknowledge(h) == OutboundQueue.Acknowledged.TOO_HIGH) {
      end(Nonzas.handledCountTooHigh(h, outbound.sendCount()));
    }
  }

  // ---- to the User

  private Behavior<SessionCommand> onConfirmed(SessionCommand.Confirmed confirmed) {
    inbound.confirm(confirmed.upToNumber());
    return goOn();
  }

  private Behavior<SessionCommand> onProceed(SessionCommand.Proceed proceed) {
    inbound.proceed(proceed.upToNumber());
    return goOn();
  }

  /** What every change of the inbound side ends with. */
  private Behavior<SessionCommand> goOn() {
    int settled = inbound.settle();
    if (settled > 0 && connection != null) {
      connection.settled(settled);
    }
    if (acks.isDue(inbound.handled(), limits.ackEveryStanzas())) {
      sendAck();
    }
    submit();
    return sendUnsent();
  }

  private void sendAck() {
    write(new StreamManagement.Answer(acks.give(inbound.handled())));
  }

  private void submit() {
    if (!registered) {
      return;
    }
    var first = inbound.nextBatchFirst();
    var batch = inbound.takeBatch(limits.batchStanzasMax());
    if (!batch.isEmpty()) {
      tellUser(new UserCommand.Submit(start.id(), first, batch, marks()));
      armRetry();
    }
  }

  private void tellUser(UserCommand command) {
    start.users().tell(start.fullJid().bare(), command);
  }

  private Marks marks() {
    return new Marks(acks.h(inbound.handled()), outbound.writtenCount(), outbound.lastArchiveId());
  }

  /** One timer that is looked at now and then costs less than one started with each batch. */
  private void armRetry() {
    if (!retryArmed) {
      retryArmed = true;
      unconfirmedWhenArmed = inbound.firstUnconfirmed();
      timers.startSingleTimer(Alarm.RETRY, Duration.ofMillis(limits.batchRetryMillis()));
    }
  }

  private void onRetry() {
    retryArmed = false;
    if (!registered) {
      register();
    } else if (!inbound.isSettled()) {
      if (unconfirmedWhenArmed == inbound.firstUnconfirmed()) {
        inbound.goBack(); // nothing was confirmed since: send the same again
      }
      submit();
      armRetry();
    }
  }

  // ---- to the client

  private Behavior<SessionCommand> onDeliver(SessionCommand.Deliver deliver) {
    if (start.sessions().traces().isOn()) {
      deliver.deliveries().forEach(this::noteArrival);
    }
    deliver.deliveries().forEach(this::deliver);
    return sendUnsent();
  }

  private Behavior<SessionCommand> onDeliverFromRoom(SessionCommand.DeliverFromRoom told) {
    if (!roomsOnTheWay.hold(told)) {
      take(roomsOnTheWay.isFull() ? roomsOnTheWay.releaseAll() : List.of());
      take(List.of(told));
    }
    return sendUnsent();
  }

  private Behavior<SessionCommand> onRoomTold(SessionCommand.RoomTold told) {
    rooms.heard(told.life(), told.upTo());
    told.deliveries().forEach(this::deliver);
    if (told.upTo() == HeardRooms.NO_MORE) {
      take(roomsOnTheWay.release(told.life()));
    }
    return sendUnsent();
  }

  private void take(List<SessionCommand.DeliverFromRoom> fromRooms) {
    for (var told : fromRooms) {
      rooms.take(told, start.fullJid()).forEach(this::deliver);
    }
  }

  private Behavior<SessionCommand> onTellHowFar(SessionCommand.TellHowFar question) {
    take(roomsOnTheWay.release(question.life()));
    var upTo = rooms.upTo(question.life());
    question.room().tell(new RoomHeard(start.fullJid(), getContext().getSelf(), upTo));
    return this;
  }

  /** XEP-0352: what is urgent takes everything along that came before it. */
  private void deliver(Delivery delivery) {
    if (!passed.isFirst(delivery.archiveId())) {
      return;
    }
    if (!inactive || !held.hold(delivery)) {
      release();
      outbound.add(delivery);
    } else if (held.isFull()) {
      release();
    }
  }

  private void release() {
    held.release().forEach(outbound::add);
  }

  /** XEP-0352 section 5.1: before anything behind it is looked at. */
  private void onState(ClientState state) {
    inactive = state == ClientState.INACTIVE;
    if (!inactive) {
      release();
    }
  }

  private Behavior<SessionCommand> onWritable(LocalCommand.Writable writable) {
    return isCurrent(writable.connection()) ? sendUnsent() : this;
  }

  /** What every handler that wrote, or may let others write, ends with. */
  private Behavior<SessionCommand> sendUnsent() {
    var wire = connection;
    if (wire != null) {
      int written = 0;
      while (bound && outbound.hasUnsent() && wire.isWritable()) {
        var xml = outbound.next().xml();
        wire.write(xml);
        acks.wrote();
        written++;
        time(xml);
      }
      start.sessions().metrics().stanzasOut(written);
      requestAck();
      wire.flush();
    }
    waiting.keeps(outbound.bytes());
    holding.keeps(held.bytes());
    if (!draining && outbound.exceeds(limits)) {
      failAsTooMuch();
    }
    if (draining && (inbound.isSettled() || !bound)) {
      return finish();
    }
    return this;
  }

  private void time(byte[] xml) {
    var readNanos = start.sessions().readTimes().take(xml);
    if (readNanos != ReadTimes.UNKNOWN) {
      start.sessions().metrics().delivered(System.nanoTime() - readNanos);
    }
    var traces = start.sessions().traces();
    if (traces.isOn()) {
      var key = MessageKey.of(xml);
      var arrived = traces.isSampled(key) ? start.sessions().arrivals().take(here(key)) : 0;
      if (arrived != ReadTimes.UNKNOWN) {
        traces.span(StanzaTraces.Step.DELIVERY, key, arrived, System.nanoTime());
      }
    }
  }

  private void noteArrival(Delivery delivery) {
    var key = MessageKey.of(delivery.xml());
    if (start.sessions().traces().isSampled(key)) {
      start.sessions().arrivals().put(here(key), System.nanoTime());
    }
  }

  /** The same message comes to several sessions of one node. */
  private long here(long key) {
    return key ^ start.id().hashCode();
  }

  /** F11: what is archived is in the archive; nobody's memory waits for a client that is not. */
  private void failAsTooMuch() {
    start.sessions().metrics().refused(NodeMetrics.Limit.SESSION_QUEUE);
    fail(StreamErrorCondition.RESOURCE_CONSTRAINT, "too slow, or gone for too long");
  }

  private void requestAck() {
    if (acks.isRequestDue(limits.requestAckEveryStanzas())) {
      acks.request();
      write(new StreamManagement.Request());
    } else if (acks.isEnabled() && !requestArmed && outbound.unacknowledgedCount() > 0) {
      requestArmed = true;
      timers.startSingleTimer(Alarm.REQUEST_ACK, Duration.ofMillis(limits.requestAckMillis()));
    }
  }

  private Behavior<SessionCommand> onSilent(LocalCommand.Silent silent) {
    if (isCurrent(silent.connection())) {
      if (acks.isEnabled()) {
        acks.request();
        write(new StreamManagement.Request());
      } else {
        write(Nonzas.ping(++pings, start.fullJid()));
      }
    }
    return sendUnsent();
  }

  private void write(StreamManagement element) {
    write(element.toElement());
  }

  private void write(XmlElement element) {
    if (connection != null) {
      connection.write(element.toBytes(Nonzas.CLIENT));
    }
  }

  /** A stanza of our own: it is counted and kept like any other. */
  private void answer(XmlElement stanza) {
    deliver(new Delivery(stanza.toBytes(), 0, true));
  }

  // ---- the end of a connection, and of the session

  private boolean isCurrent(ClientConnection other) {
    return Objects.equals(connection, other);
  }

  private Behavior<SessionCommand> onStreamClosed(LocalCommand.StreamClosed closed) {
    if (isCurrent(closed.connection())) {
      drain();
    }
    return sendUnsent();
  }

  private Behavior<SessionCommand> onStreamBroken(LocalCommand.StreamBroken broken) {
    return isCurrent(broken.connection()) ? endWith(broken.error()) : this;
  }

  private Behavior<SessionCommand> onConnectionLost(LocalCommand.ConnectionLost lost) {
    if (!isCurrent(lost.connection())) {
      return this;
    }
    connection = null;
    if (acks.isResumable() && !draining) {
      timers.startSingleTimer(Alarm.RESUMPTION_OVER, Duration.ofSeconds(acks.resumptionSeconds()));
      tellUser(new UserCommand.SessionSilent(start.id(), true, outbound.hasKept()));
    } else {
      drain();
    }
    return sendUnsent();
  }

  private Behavior<SessionCommand> endWith(StreamError error) {
    end(error.toElement());
    return sendUnsent();
  }

  private void fail(StreamErrorCondition condition, @Nullable String text) {
    end(new StreamError(condition, text).toElement());
  }

  /** The client is told why; the session goes once what it has sent is settled. */
  private void end(XmlElement streamError) {
    closeConnection(streamError);
    drain();
  }

  private void closeConnection(@Nullable XmlElement streamError) {
    var wire = connection;
    connection = null;
    if (wire != null) {
      wire.close(streamError);
    }
  }

  private void drain() {
    if (!draining) {
      draining = true;
      start.sessions().remove(start.id(), getContext().getSelf());
      timers.startSingleTimer(Alarm.DRAIN_OVER, Duration.ofMillis(limits.drainMillisMax()));
    }
  }

  private Behavior<SessionCommand> finish() {
    if (acks.isEnabled() && connection != null) {
      sendAck();
    }
    closeConnection(null);
    release();
    if (acks.isResumable()) {
      start.sessions().lapse(start.id(), start.fullJid().bare(), acks.h(inbound.handled()));
    }
    tellUser(new UserCommand.EndSession(start.id(), outbound.leftovers()));
    return Behaviors.stopped();
  }

  private Behavior<SessionCommand> onStopped() {
    waiting.leave();
    holding.leave();
    start.sessions().closed(start.fullJid().bare(), getContext().getSelf());
    start.sessions().remove(start.id(), getContext().getSelf());
    closeConnection(new StreamError(StreamErrorCondition.INTERNAL_SERVER_ERROR).toElement());
    return this;
  }

  // ---- resumption

  private Behavior<SessionCommand> onResume(LocalCommand.Resume resume) {
    boolean fits =
        acks.isResumable()
            && !draining
            && resume.bareJid().equals(start.fullJid().bare())
            && outbound.acknowledge(resume.h()) == OutboundQueue.Acknowledged.FITTING;
    if (!resume.taken().complete(fits) || !fits) {
      return this;
    }
    lettingGo = null;
    timers.cancel(Alarm.RESUMPTION_OVER);
    closeConnection(new StreamError(StreamErrorCondition.CONFLICT).toElement());
    connection = resume.connection();
    tellUser(new UserCommand.SessionSilent(start.id(), false, false));
    acks.answered();
    inbound.resumed(acks.receivedBefore());
    var resumed = new StreamManagement.Resumed(start.id().value(), acks.give(inbound.handled()));
    write(resume.answer().apply(resumed));
    outbound.sendAgain();
    onState(ClientState.ACTIVE); // XEP-0352 section 5.2
    return sendUnsent();
  }

  // ---- to another edge, and from there

  private Behavior<SessionCommand> onLetGo(LocalCommand.LetGo letGo) {
    if (!bound || draining || !acks.isResumable()) {
      return endWith(letGo.end());
    }
    lettingGo = letGo;
    // It goes when its User says so, which has nothing more for it then.
    tellUser(new UserCommand.MoveSession(start.id(), letGo.shelter()));
    return this;
  }

  private Behavior<SessionCommand> onHandOver(SessionCommand.HandOver wanted) {
    if (!bound || draining || !acks.isResumable()) {
      wanted.to().tell(new SessionMove.NotThere(start.id()));
      register(); // what its User has for it comes here still
      return this;
    }
    letClientGo();
    release();
    var state =
        new SessionState(
            start.fullJid(),
            start.wishes().origin().begun(),
            memory,
            inactive,
            acks.state(),
            inbound.state(),
            outbound.state(),
            passed.newest(),
            rooms.all());
    // Before anybody could look for it here once more, when it has gone.
    start.sessions().remove(start.id(), getContext().getSelf());
    SessionDeparture.send(start.id(), state, inbound.open(), outbound.leftovers(), wanted.to());
    waiting.keeps(0);
    holding.keeps(0);
    timers.cancelAll();
    retryArmed = false;
    requestArmed = false;
    timers.startSingleTimer(Alarm.DRAIN_OVER, Duration.ofMillis(limits.drainMillisMax()));
    return new DepartedSession(
        getContext(),
        timers,
        new DepartedSession.Plan(
            start.id(),
            start.fullJid(),
            wanted.to(),
            rooms,
            roomsOnTheWay,
            limits.outboundBytesMax(),
            this::stay,
            this::onStopped));
  }

  private void letClientGo() {
    var wire = connection;
    connection = null;
    if (wire != null && lettingGo != null) {
      var elsewhere = lettingGo.elsewhere();
      wire.drop(elsewhere == null ? null : elsewhere.toElement());
    } else if (wire != null) {
      // Its client is elsewhere already.
      wire.close(new StreamError(StreamErrorCondition.CONFLICT).toElement());
    }
  }

  /** Nobody has taken it. */
  private Behavior<SessionCommand> stay() {
    lettingGo = null;
    start.sessions().add(start.id(), start.fullJid().bare(), getContext().getSelf());
    timers.startSingleTimer(Alarm.RESUMPTION_OVER, Duration.ofSeconds(acks.resumptionSeconds()));
    timers.startSingleTimer(Alarm.ROOMS_OVER, RoomsOnTheWay.WAIT_MAX);
    inbound.goBack();
    register();
    return this;
  }

  private void goOn(MovedSession moved) {
    var state = moved.state();
    connection = null;
    bound = true;
    memory = state.memory();
    acks.goOn(state.acks());
    inbound.goOn(state.inbound(), moved.inbound());
    outbound.goOn(state.outbound(), moved.outbound());
    state.passedIds().forEach(passed::isFirst);
    for (var heard : state.heard()) {
      rooms.heard(heard.life(), heard.upTo());
      roomsOnTheWay.expect(heard.life());
    }
    waiting.keeps(outbound.bytes());
    start.sessions().add(start.id(), start.fullJid().bare(), getContext().getSelf());
    timers.startSingleTimer(Alarm.RESUMPTION_OVER, Duration.ofSeconds(acks.resumptionSeconds()));
    timers.startSingleTimer(Alarm.ROOMS_OVER, RoomsOnTheWay.WAIT_MAX);
    isAwaited = moved.isAwaited();
    register();
  }

  private Behavior<SessionCommand> onAlarm(Alarm alarm) {
    switch (alarm) {
      case RETRY -> onRetry();
      case ANSWER_ACK -> {
        if (acks.isOwing()) {
          sendAck();
        }
      }
      case REQUEST_ACK -> {
        requestArmed = false;
        if (connection != null && !acks.isRequested() && outbound.unacknowledgedCount() > 0) {
          acks.request();
          write(new StreamManagement.Request());
        }
      }
      case RESUMPTION_OVER -> drain();
      case ROOMS_OVER -> {
        take(roomsOnTheWay.releaseAll());
        if (connection == null && !draining) {
          // also of one whose client was awaited, and has not come
          tellUser(new UserCommand.SessionSilent(start.id(), true, outbound.hasKept()));
        }
      }
      case DRAIN_OVER -> {
        return finish();
      }
      case KEEPS_MOST -> {
        if (waiting.isToMakeRoom()) {
          waiting.leave(); // it ends, though what its client has sent is still to be settled
          if (!draining) {
            failAsTooMuch();
          }
        }
      }
      case HOLDS_MOST -> {
        if (holding.isToMakeRoom()) {
          release();
        }
      }
    }
    return sendUnsent();
  }
}
