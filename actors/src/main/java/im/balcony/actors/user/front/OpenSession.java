package im.balcony.actors.user.front;

import akka.actor.typed.ActorRef;
import im.balcony.actors.session.Delivery;
import im.balcony.actors.session.Frames;
import im.balcony.actors.session.Marks;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.session.SessionMemory;
import im.balcony.actors.session.SessionMove;
import im.balcony.actors.session.SessionOrigin;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One session as its User knows it; lives on the User's thread. */
final class OpenSession {
  private final SessionId id;
  private final Jid fullJid;
  private final SessionOrigin origin;
  private final Settlement settlement;
  private ActorRef<SessionCommand> ref;
  private SessionMemory memory;
  private Marks marks = Marks.NONE;
  private Interest interest = Interest.NONE;
  private int priority;
  private boolean memoryChanged;
  private boolean held;
  private @Nullable ActorRef<SessionMove> movingTo;
  private @Nullable ActorRef<SessionMove> thenTo;
  private boolean silent;
  private final Set<Long> toldCalls = new HashSet<>(0);
  private @Nullable List<Delivery> outbox;

  OpenSession(
      SessionId id,
      Jid fullJid,
      ActorRef<SessionCommand> ref,
      SessionOrigin origin,
      long nextNumber,
      SessionMemory memory) {
    this.id = id;
    this.origin = origin;
    this.fullJid = fullJid;
    this.ref = ref;
    this.settlement = new Settlement(nextNumber);
    this.memory = memory;
    this.priority = priorityOf(memory.availablePresence());
  }

  SessionId id() {
    return id;
  }

  Jid fullJid() {
    return fullJid;
  }

  SessionOrigin origin() {
    return origin;
  }

  ActorRef<SessionCommand> ref() {
    return ref;
  }

  Settlement settlement() {
    return settlement;
  }

  SessionMemory memory() {
    return memory;
  }

  /** It is on its way to another edge: what it is told waits until it is there. */
  void leavesTo(ActorRef<SessionMove> edge) {
    movingTo = edge;
  }

  boolean isMoving() {
    return movingTo != null;
  }

  /** Its client has come to a third edge meanwhile, or to the one that it is on its way to. */
  void thenTo(ActorRef<SessionMove> edge) {
    if (thenTo != null && !thenTo.equals(edge)) {
      thenTo.tell(new SessionMove.NotThere(id));
    }
    thenTo = edge.equals(movingTo) ? null : edge;
  }

  /** It lives here now; the edge it is to go on to, if any. */
  Optional<ActorRef<SessionMove>> movedTo(ActorRef<SessionCommand> other) {
    ref = other;
    movingTo = null;
    var next = Optional.ofNullable(thenTo);
    thenTo = null;
    return next;
  }

  /** Where the client stands, for a resumption on another edge (DESIGN section 4). */
  void mark(Marks now) {
    marks = now;
  }

  Marks marks() {
    return marks;
  }

  void remember(SessionMemory next) {
    if (!next.equals(memory)) {
      memory = next;
      priority = priorityOf(next.availablePresence());
      memoryChanged = true;
    }
  }

  boolean isAvailable() {
    return memory.availablePresence() != null;
  }

  @Nullable Presence presence() {
    return memory.availablePresence();
  }

  /** RFC 6121 section 4.7.2.3; without meaning while unavailable. */
  int priority() {
    return priority;
  }

  /** Whether messages to the bare JID may go to it. */
  boolean takesMessages() {
    return isAvailable() && priority >= 0;
  }

  /** Whether it has no connection for now; it may come back (XEP-0198). */
  boolean isSilent() {
    return silent;
  }

  void silent(boolean now) {
    silent = now;
  }

  /** What the client wants to hear of nodes (XEP-0163). */
  Interest interest() {
    return interest;
  }

  void wants(Interest next) {
    interest = next;
  }

  void send(byte[] xml, long archiveId, boolean urgent) {
    if (outbox == null) {
      outbox = new ArrayList<>(1);
    }
    outbox.add(new Delivery(xml, archiveId, urgent));
  }

  /** A stanza that is in no archive. */
  void send(XmlElement stanza, boolean urgent) {
    send(stanza.toBytes(), 0, urgent);
  }

  /** It is told of the call whose proposal has this archive id. */
  void tellsCall(long archiveId) {
    toldCalls.add(archiveId);
  }

  /** Whether it was told of that call when it came. */
  boolean wasToldCall(long archiveId) {
    return toldCalls.contains(archiveId);
  }

  /** What is sent from now on waits for {@link #release}. */
  void hold() {
    held = true;
  }

  /** These go before what waited. */
  void release(List<Delivery> first) {
    held = false;
    if (!first.isEmpty()) {
      var all = new ArrayList<>(first);
      if (outbox != null) {
        all.addAll(outbox);
      }
      outbox = all;
    }
  }

  /** The archive ids of what waits. */
  List<Long> heldIds() {
    return outbox == null ? List.of() : outbox.stream().map(Delivery::archiveId).toList();
  }

  /** Tells the session what was collected for it: what to remember comes before what is settled. */
  void flush() {
    if (isMoving()) {
      return;
    }
    if (memoryChanged) {
      memoryChanged = false;
      ref.tell(new SessionCommand.Remember(memory));
    }
    if (outbox != null && !held) {
      for (var piece : Frames.cut(outbox, delivery -> delivery.xml().length)) {
        ref.tell(new SessionCommand.Deliver(piece));
      }
      outbox = null;
    }
    if (settlement.isConfirmationDue()) {
      ref.tell(new SessionCommand.Confirmed(settlement.confirm()));
    }
    if (settlement.isProceedDue()) {
      ref.tell(new SessionCommand.Proceed(settlement.proceed()));
    }
  }

  private static int priorityOf(@Nullable Presence presence) {
    return presence == null ? 0 : Priorities.of(presence.element());
  }
}
