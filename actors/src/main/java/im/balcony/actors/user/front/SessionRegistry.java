package im.balcony.actors.user.front;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.feature.mam.MamFeature;
import im.balcony.actors.session.Delivery;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.session.SessionMemory;
import im.balcony.actors.session.SessionMove;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.xep.mam.MamMetadata;
import im.balcony.protocol.xml.StoredXml;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which sessions the account has: they come, move to another edge, and go. */
final class SessionRegistry {
  private final ActorContext<UserCommand> context;
  private final Front front;
  private final Presences presences;
  private final Interests interests;
  private final OfflineMessages offline;
  private final OfflineMessages.Archive archive;
  private final CatchUp catchUp;
  private final Consumer<OpenSession> moved;
  private final CallNotices calls;
  private final PushSender pushes;

  /** The session's actor is no more, its node perhaps. */
  record Gone(SessionId session, ActorRef<SessionCommand> ref) implements UserCommand.Local {}

  SessionRegistry(
      ActorContext<UserCommand> context,
      Front front,
      Presences presences,
      Interests interests,
      OfflineMessages offline,
      OfflineMessages.Archive archive,
      CatchUp catchUp,
      Consumer<OpenSession> moved,
      CallNotices calls,
      PushSender pushes) {
    this.context = context;
    this.front = front;
    this.presences = presences;
    this.interests = interests;
    this.offline = offline;
    this.archive = archive;
    this.catchUp = catchUp;
    this.moved = moved;
    this.calls = calls;
    this.pushes = pushes;
  }

  void register(UserCommand.RegisterSession register) {
    var known = front.sessions().get(register.session());
    if (known != null) {
      moved(known, register.ref());
      return;
    }
    // RFC 6120 section 7.7.2.2, XEP-0386 section 3.2: the newer session wins.
    front.sessions().where(session -> replaces(register, session)).forEach(this::conflict);
    if (front.sessions().size() >= front.settings().sessionsMax()) {
      register
          .ref()
          .tell(
              new SessionCommand.RegistrationRefused(
                  new StreamError(StreamErrorCondition.RESOURCE_CONSTRAINT, "too many sessions")));
      return;
    }
    add(register);
  }

  private static boolean replaces(UserCommand.RegisterSession register, OpenSession session) {
    return session.fullJid().equals(register.fullJid())
        || session.origin().isSameClient(register.origin());
  }

  private void conflict(OpenSession session) {
    terminate(session, StreamErrorCondition.CONFLICT);
  }

  private void add(UserCommand.RegisterSession register) {
    var session =
        new OpenSession(
            register.session(),
            register.fullJid(),
            register.ref(),
            register.origin(),
            register.nextNumber(),
            register.memory());
    front.sessions().add(session);
    context.watchWith(register.ref(), new Gone(session.id(), register.ref()));
    if (register.origin().isSynchronizing()) {
      beginAtTheEnd(session);
    } else {
      registered(session, null);
    }
    if (!register.memory().equals(SessionMemory.NONE) || register.marks().lastArchiveId() > 0) {
      catchUp.resumed(session, register.marks().lastArchiveId());
    } else {
      calls.came(session);
    }
    interests.restored(session);
    session.mark(register.marks());
    moved.accept(session);
  }

  /** XEP-0386 section 3.2: nothing that comes from here on is missing from what it is told. */
  private void beginAtTheEnd(OpenSession session) {
    var ends =
        archive
            .head()
            .thenCompose(
                head -> {
                  offline.synchronises(session, head);
                  return archive.ends(head);
                });
    archive.whenRead(
        ends, found -> registered(session, found == null ? null : MamFeature.metadataOf(found)));
  }

  private static void registered(OpenSession session, @Nullable MamMetadata archive) {
    session
        .ref()
        .tell(new SessionCommand.Registered(session.settlement().firstUnsettled(), archive));
  }

  private void moved(OpenSession session, ActorRef<SessionCommand> ref) {
    var before = session.ref();
    if (!session.isMoving()) {
      if (!before.equals(ref)) {
        // One that was held up on its way while the session was taken back (I5): it knows less.
        ref.tell(new SessionCommand.MovedTo(before));
        return;
      }
      session.silent(false);
    }
    var next = session.movedTo(ref);
    if (!before.equals(ref)) {
      context.unwatch(before);
      context.watchWith(ref, new Gone(session.id(), ref));
      before.tell(new SessionCommand.MovedTo(ref));
      moved.accept(session);
    }
    registered(session, null);
    next.ifPresent(edge -> move(session, edge));
  }

  void move(UserCommand.MoveSession wanted) {
    var session = front.sessions().get(wanted.session());
    if (session == null) {
      wanted.to().tell(new SessionMove.NotThere(wanted.session()));
    } else if (session.isMoving()) {
      session.thenTo(wanted.to());
    } else {
      move(session, wanted.to());
    }
  }

  /** Nothing is said to it behind this before it is there. */
  private static void move(OpenSession session, ActorRef<SessionMove> edge) {
    session.flush();
    session.leavesTo(edge);
    session.ref().tell(new SessionCommand.HandOver(edge));
  }

  void end(UserCommand.EndSession end) {
    var session = front.sessions().get(end.session());
    if (session != null) {
      remove(session);
    }
    end.unacknowledged().forEach(this::givenBack);
    // of one without a connection its device has heard
    if (session != null
        && !session.isSilent()
        && end.unacknowledged().stream().anyMatch(delivery -> delivery.archiveId() > 0)) {
      pushes.givenBack(session);
    }
  }

  void silent(UserCommand.SessionSilent told) {
    var session = front.sessions().get(told.session());
    var wasSilent = session != null && session.isSilent();
    if (session != null) {
      session.silent(told.silent());
    }
    if (session != null && told.silent() && !wasSilent) {
      pushes.lostConnection(session, told.unacknowledged());
    }
  }

  void gone(Gone gone) {
    var session = front.sessions().get(gone.session());
    if (session != null && session.ref().equals(gone.ref())) {
      remove(session);
    }
  }

  /** Those of one installation, whose access its owner has revoked (XEP-0494). */
  void endClient(String userAgentId) {
    front
        .sessions()
        .where(session -> userAgentId.equals(session.origin().userAgentId()))
        .forEach(session -> terminate(session, StreamErrorCondition.NOT_AUTHORIZED));
  }

  /** All of them, at once. */
  void endAll(StreamErrorCondition condition) {
    front.sessions().where(any -> true).forEach(session -> terminate(session, condition));
  }

  /** It still gets what was meant for it. */
  private void terminate(OpenSession session, StreamErrorCondition condition) {
    session.flush();
    session.ref().tell(new SessionCommand.Terminate(new StreamError(condition)));
    remove(session);
  }

  private void remove(OpenSession session) {
    context.unwatch(session.ref());
    presences.lost(session);
    front.sessions().remove(session.id());
  }

  /**
   * The client never acknowledged it (XEP-0198 section 5): what is archived is there; a question
   * gets an answer; the rest was of the moment.
   */
  private void givenBack(Delivery delivery) {
    if (delivery.archiveId() > 0) {
      offline.notShown(delivery.archiveId());
      return;
    }
    if (StanzaReader.read(StoredXml.read(delivery.xml())) instanceof StanzaReader.Read read
        && read.stanza() instanceof Iq iq
        && iq.isRequest()
        && iq.from() != null
        && !front.isOwn(iq.from())) {
      front.refuse(iq, StanzaError.serviceUnavailable());
    }
  }
}
