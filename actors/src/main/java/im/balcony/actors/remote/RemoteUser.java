package im.balcony.actors.remote;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import im.balcony.actors.call.CallCommand;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.Elsewhere;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.room.RoomCommand;
import im.balcony.actors.routing.RemoteGate;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.messages.Outboxes;
import im.balcony.actors.user.messages.Submitter;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.mix.ParticipantAddress;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * Stands for one bare address of another server, where accounts have their User: what is for it
 * leaves here in order, what it sends comes in here. It keeps nothing that must not be lost:
 * messages stand in the logs of conversations, and their outcome is told to those.
 */
public final class RemoteUser extends AbstractBehavior<UserCommand> implements Submitter {

  /** What a gate says. */
  private record Passed(RemoteGate.Passed passed) implements UserCommand.Local {}

  /** The answer to what was asked of this server. */
  private record Reply(UserCommand.RemoteStanza question, XmlElement answer)
      implements UserCommand.Local {}

  /** Time to look at what has no answer. */
  private record Tick() implements UserCommand.Local {}

  /** Time to see whether anybody still needs it. */
  private record IdleTick() implements UserCommand.Local {}

  private static final Tick TICK = new Tick();
  private static final IdleTick IDLE_TICK = new IdleTick();

  private final Jid bareJid;
  private final TimerScheduler<UserCommand> timers;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final RemotePorts ports;
  private final RemoteLine line;
  private final RemoteOutbox outbox;
  private final RemoteSubmissions submissions;
  private final RemoteQuestions questions;
  private final RemoteRooms rooms;
  private boolean touched;

  private RemoteUser(
      ActorContext<UserCommand> context,
      TimerScheduler<UserCommand> timers,
      Jid bareJid,
      ActorRef<ClusterSharding.ShardCommand> shard,
      RemotePorts ports,
      RemoteSettings settings) {
    super(context);
    this.bareJid = bareJid;
    this.shard = shard;
    this.ports = ports;
    line =
        new RemoteLine(
            bareJid,
            ports.gates(),
            settings,
            context.messageAdapter(RemoteGate.Passed.class, Passed::new));
    outbox =
        new RemoteOutbox(
            bareJid, line, ports.conversations(), settings, ports.clock(), this::bounce);
    submissions =
        new RemoteSubmissions(
            new Outboxes(this, ports.conversations(), ports.messages()),
            settings,
            claimed -> isOurs(claimed.domain()),
            ports.router()::route,
            this::refuse);
    rooms =
        new RemoteRooms(
            context,
            bareJid,
            ports,
            settings,
            ChronoUnit.MICROS.between(Instant.EPOCH, ports.clock().instant()),
            claimed -> isOurs(claimed.domain()),
            this::refuse,
            submissions::settle);
    questions = new RemoteQuestions(ports.services(), ports.clock());
    this.timers = timers;
    timers.startTimerWithFixedDelay(IDLE_TICK, IDLE_TICK, settings.idle());
  }

  /** Behaviour of the entity with this address. */
  public static Behavior<UserCommand> create(
      Jid bareJid,
      ActorRef<ClusterSharding.ShardCommand> shard,
      RemotePorts ports,
      RemoteSettings settings) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new RemoteUser(context, timers, bareJid, shard, ports, settings)));
  }

  @Override
  public Receive<UserCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(UserCommand.Stop.class, stop -> Behaviors.stopped())
        .onMessage(Tick.class, tick -> onTick())
        .onMessage(IdleTick.class, tick -> onIdleTick())
        .onAnyMessage(this::onOther)
        .build();
  }

  private Behavior<UserCommand> onOther(UserCommand command) {
    touched = true;
    if (command instanceof Passed passed) {
      line.onPassed(passed.passed());
    } else if (command instanceof UserCommand.Route route) {
      send(route.stanza());
    } else if (command instanceof UserCommand.PassEntries entries) {
      outbox.pass(entries, submissions);
    } else if (command instanceof UserCommand.RemoteStanza stanza) {
      arrived(stanza);
    } else if (command instanceof Reply reply) {
      route(reply.answer());
      submissions.settle(reply.question());
    } else if (command instanceof UserCommand.SendSettled settled) {
      submissions.onSettled(settled);
    } else if (command instanceof UserCommand.SendRefused refused) {
      submissions.onRefused(refused);
    } else if (command instanceof UserCommand.Admit admit) {
      admit(admit);
    } else if (command instanceof RemoteOccupant.FromRoom told) {
      toOccupant(told);
    } else if (command instanceof UserCommand.RoomTook took) {
      rooms.took(took);
    } else if (command instanceof UserCommand.WhoIsIn question) {
      rooms.whoIsIn(question);
    } else if (command instanceof UserCommand.RoomLeft left) {
      rooms.left(left);
    } else if (command instanceof UserCommand.RoomStands stands) {
      // nobody follows a room from another server
      var ticket = stands.news().ticket();
      ports
          .rooms()
          .tell(stands.room(), new RoomCommand.HeadTaken(bareJid, "", ticket, false, false));
    } else if (command instanceof UserCommand.WriteCallRecord write) {
      // its own server writes what it wants of the call
      ports.calls().tell(write.call(), new CallCommand.Recorded());
    }
    submissions.flush();
    if (hasWork() && !timers.isTimerActive(TICK)) {
      timers.startTimerWithFixedDelay(TICK, TICK, ports.messages().repeatAfter().dividedBy(2));
    }
    return this;
  }

  /** Whether something waits for an answer. */
  private boolean hasWork() {
    return !line.isIdle() || !submissions.isIdle() || rooms.waits();
  }

  @Override
  public Jid bareJid() {
    return bareJid;
  }

  @Override
  public String incarnation() {
    return Elsewhere.incarnationOf(bareJid);
  }

  /** Whether it takes the message is for its own server to say. */
  private void admit(UserCommand.Admit admit) {
    ports
        .conversations()
        .tell(
            admit.conversation(),
            new ConversationCommand.Admission(bareJid, incarnation(), 0, 0, null));
  }

  private void send(Stanza stanza) {
    line.send(
        stanza,
        refusal -> {
          if (refusal != null) {
            bounce(stanza, refusal);
          }
        });
  }

  /** A room finds by itself that the client is not reached, and lets it go. */
  private void toOccupant(RemoteOccupant.FromRoom told) {
    Stanzas.read(told.xml())
        .ifPresent(
            stanza ->
                line.send(
                    stanza,
                    refusal -> {
                      if (refusal != null) {
                        rooms.lost(told.fullJid());
                      }
                    }));
  }

  /** RFC 6120 section 10.4: whoever sent it hears why it did not arrive. */
  private void bounce(Stanza stanza, StanzaError error) {
    if (stanza instanceof Presence presence && !isAnswered(presence)) {
      return;
    }
    error.bounce(stanza).ifPresent(answer -> route(answer, this::back));
  }

  private void back(Stanza error) {
    var to = error.to();
    if (to != null && to.local() != null && ports.router().servesRooms(to.domain())) {
      ports.rooms().tell(ParticipantAddress.channelOf(to), new RoomCommand.Answered(error));
    } else {
      ports.router().route(error);
    }
  }

  /** Nobody waits for what comes of a probe or of a farewell. */
  private static boolean isAnswered(Presence presence) {
    return presence.type() != Presence.Type.PROBE && presence.type() != Presence.Type.UNAVAILABLE;
  }

  /** Whoever sent it from there hears that it is not taken. */
  private void refuse(Stanza stanza, StanzaError error) {
    error.bounce(stanza).ifPresent(this::route);
  }

  private void route(XmlElement answer) {
    route(answer, this::send);
  }

  private static void route(XmlElement element, Consumer<Stanza> way) {
    if (StanzaReader.read(element) instanceof StanzaReader.Read read) {
      way.accept(read.stanza());
    }
  }

  private void arrived(UserCommand.RemoteStanza command) {
    var from = command.stanza().from();
    var to = command.stanza().to();
    if (to == null || !submissions.isNew(command)) {
      return;
    }
    if (to.local() != null && ports.router().isLocal(to.domain())) {
      submissions.arrived(command, to);
    } else if (to.local() == null && ports.router().isLocal(to.domain())) {
      toService(command, IqService.Place.SERVER);
    } else if (to.local() == null && ports.router().servesRooms(to.domain())) {
      toService(command, IqService.Place.ROOMS);
    } else if (from != null && ports.router().servesRooms(to.domain())) {
      rooms.arrived(command, from, to);
    } else {
      refuse(command.stanza(), StanzaError.serviceUnavailable());
      submissions.settle(command);
    }
  }

  private void toService(UserCommand.RemoteStanza command, IqService.Place place) {
    var asker = command.stanza().from();
    if (asker != null && command.stanza() instanceof Iq iq && iq.isRequest()) {
      getContext()
          .pipeToSelf(
              questions.answer(iq, asker, place),
              (answer, failure) ->
                  new Reply(
                      command,
                      answer == null ? StanzaError.internalServerError().replyTo(iq) : answer));
    } else {
      if (!(command.stanza() instanceof Presence)) {
        refuse(command.stanza(), StanzaError.serviceUnavailable());
      }
      submissions.settle(command);
    }
  }

  private boolean isOurs(String domain) {
    return !ports.router().isElsewhere(domain);
  }

  private Behavior<UserCommand> onTick() {
    line.giveUpOverdue();
    submissions.repeat();
    rooms.repeat();
    if (!hasWork()) {
      timers.cancel(TICK);
    }
    return this;
  }

  private Behavior<UserCommand> onIdleTick() {
    if (!touched && !hasWork() && rooms.isIdle()) {
      shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    }
    touched = false;
    return this;
  }
}
