package im.balcony.actors.user.front;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import im.balcony.actors.call.CallCommand;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.room.RoomCommand;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.user.AccountReply;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.push.PushNotes;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.xep.muc.Invitation;
import im.balcony.protocol.xml.XmlElement;

/**
 * An address that nobody has (RFC 6121 section 8.5.1). It stays a while, so that many stanzas to it
 * do not mean many look-ups.
 */
final class AbsentUser extends AbstractBehavior<UserCommand> {

  /** Nobody came for a while. */
  private record Idle() implements UserCommand.Local {}

  private static final Idle IDLE = new Idle();

  private final User.Entity entity;

  private AbsentUser(User.Entity entity) {
    super(entity.context());
    this.entity = entity;
    entity.timers().startSingleTimer(IDLE, IDLE, entity.settings().idle());
  }

  static Behavior<UserCommand> create(User.Entity entity) {
    return entity.stash().unstashAll(new AbsentUser(entity));
  }

  @Override
  public Receive<UserCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(UserCommand.OpenAccount.class, open -> User.start(entity, open))
        .onMessage(UserCommand.GetKeys.class, get -> none(get.replyTo()))
        .onMessage(UserCommand.NoteClient.class, note -> none(note.replyTo()))
        .onMessage(UserCommand.UseToken.class, use -> none(use.replyTo()))
        .onMessage(UserCommand.ChangeKeys.class, change -> none(change.replyTo()))
        .onMessage(UserCommand.AddKeys.class, add -> none(add.replyTo()))
        .onMessage(UserCommand.CloseAccount.class, close -> none(close.replyTo()))
        .onMessage(UserCommand.RegisterSession.class, this::onRegister)
        .onMessage(UserCommand.Admit.class, this::onAdmit)
        .onMessage(UserCommand.DeliverEntries.class, this::onDeliver)
        .onMessage(UserCommand.Route.class, this::onRoute)
        .onMessage(UserCommand.RoomStands.class, this::onRoom)
        .onMessage(UserCommand.WriteCallRecord.class, this::onRecord)
        .onMessage(UserCommand.FinishPushes.class, this::onFinishPushes)
        .onMessage(Idle.class, idle -> passivate())
        .onMessage(UserCommand.Stop.class, stop -> Behaviors.stopped())
        .onAnyMessage(other -> this)
        .build();
  }

  private Behavior<UserCommand> none(akka.actor.typed.ActorRef<AccountReply> replyTo) {
    replyTo.tell(new AccountReply.NoSuchAccount());
    return this;
  }

  private Behavior<UserCommand> passivate() {
    entity.passivate();
    return this;
  }

  private Behavior<UserCommand> onRegister(UserCommand.RegisterSession register) {
    register
        .ref()
        .tell(
            new SessionCommand.RegistrationRefused(
                new StreamError(StreamErrorCondition.NOT_AUTHORIZED, "no such account")));
    return this;
  }

  private Behavior<UserCommand> onAdmit(UserCommand.Admit admit) {
    entity
        .ports()
        .messages()
        .conversations()
        .tell(
            admit.conversation(),
            new ConversationCommand.Admission(
                entity.bareJid(), "", 0, 0, StanzaError.serviceUnavailable()));
    return this;
  }

  /** They were for an account that is no more. */
  private Behavior<UserCommand> onDeliver(UserCommand.DeliverEntries entries) {
    entity
        .ports()
        .messages()
        .conversations()
        .tell(
            entries.conversation(),
            new ConversationCommand.AccountGone(entity.bareJid(), entries.incarnation()));
    return this;
  }

  /** A room that an account followed which is no more. */
  private Behavior<UserCommand> onRoom(UserCommand.RoomStands stands) {
    var ticket = stands.news().ticket();
    var taken = new RoomCommand.HeadTaken(entity.bareJid(), "", ticket, false, false);
    entity.ports().rooms().tell(stands.room(), taken);
    return this;
  }

  /** Nobody is there to have it. */
  private Behavior<UserCommand> onRecord(UserCommand.WriteCallRecord write) {
    entity.ports().calls().tell(write.call(), new CallCommand.Recorded());
    return this;
  }

  /** Nobody has devices here any more. */
  private Behavior<UserCommand> onFinishPushes(UserCommand.FinishPushes finish) {
    var notes = entity.ports().pushNotes();
    notes.table().remove(PushNotes.found(entity.bareJid(), finish));
    return this;
  }

  /** XEP-0045 section 7.8.2: the room tells whoever has invited. */
  private void answer(Jid room, XmlElement error) {
    if (StanzaReader.read(error) instanceof StanzaReader.Read read) {
      entity.ports().rooms().tell(room, new RoomCommand.Answered(read.stanza()));
    }
  }

  private Behavior<UserCommand> onRoute(UserCommand.Route route) {
    var stanza = route.stanza();
    var from = stanza.from();
    if (from != null
        && stanza instanceof Message message
        && Invitation.isIn(message.element())
        && entity.ports().router().servesRooms(from.domain())) {
      StanzaError.itemNotFound().bounce(message).ifPresent(error -> answer(from.bare(), error));
    } else if (from != null && stanza instanceof Iq iq && iq.isRequest()) {
      bounce(stanza);
    } else if (from != null
        && stanza instanceof Presence presence
        && presence.type() == Presence.Type.PROBE) {
      entity
          .ports()
          .router()
          .route(
              Front.presence(
                  Presence.Type.UNSUBSCRIBED, entity.bareJid(), from.bare(), presence.id()));
    }
    return this;
  }

  private void bounce(Stanza stanza) {
    var error = StanzaError.serviceUnavailable().bounce(stanza);
    if (error.isPresent() && StanzaReader.read(error.get()) instanceof StanzaReader.Read read) {
      entity.ports().router().route(read.stanza());
    }
  }
}
