package im.balcony.persistence.event.call;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jingle.CallMedia;
import im.balcony.protocol.xep.jingle.JingleReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has happened in one call. On disk for ever: see EventManifests before changing a name. */
public sealed interface CallEvent {
  <S> S fold(Fold<S> fold);

  /** Whose doing it was: under the key of that account it stands; null for nobody's. */
  @Nullable Jid by();

  /**
   * Somebody calls.
   *
   * @param sessionId as the initiator made it
   * @param initiator full JID of the device that calls
   * @param responder bare JID of who is called
   * @param media each once, in the order of their names
   */
  record CallProposed(
      String sessionId, Jid initiator, Jid responder, List<CallMedia> media, Instant at)
      implements CallEvent {
    public CallProposed {
      media = List.copyOf(media);
    }

    @Override
    public Jid by() {
      return initiator;
    }

    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** A device of the responder rings. */
  record DeviceRang(Jid device, Instant at) implements CallEvent {
    @Override
    public Jid by() {
      return device;
    }

    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** A device of the responder takes the call. */
  record CallTaken(Jid device, Instant at) implements CallEvent {
    @Override
    public Jid by() {
      return device;
    }

    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * The session was offered (session-initiate).
   *
   * @param initiator full JID of the device that offers it
   * @param device full JID of the one that it is offered to
   * @param sources of RTP that the initiator names; none in events that are older than these
   */
  record SessionOffered(Jid initiator, Jid device, Instant at, List<Long> sources)
      implements CallEvent {
    public SessionOffered {
      sources = sources == null ? List.of() : List.copyOf(sources);
    }

    @Override
    public Jid by() {
      return initiator;
    }

    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * The device accepted the session.
   *
   * @param sources of RTP that it names; none in events that are older than these
   */
  record CallConnected(Jid device, Instant at, List<Long> sources) implements CallEvent {
    public CallConnected {
      sources = sources == null ? List.of() : List.copyOf(sources);
    }

    @Override
    public Jid by() {
      return device;
    }

    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * It is over.
   *
   * @param by full JID of the device that ended it; null when nobody did
   * @param reason as it was given; null when none was
   * @param migratedTo the session that goes on in its place (XEP-0353 4.2); null when none does
   */
  record CallEnded(
      @Nullable Jid by,
      CallEnd end,
      @Nullable JingleReason reason,
      @Nullable String migratedTo,
      Instant at)
      implements CallEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** Its record is in the archives of both, or nobody is there to have it. */
  record CallRecorded(Instant at) implements CallEvent {
    @Override
    public @Nullable Jid by() {
      return null;
    }

    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** Stands for an event whose data key was destroyed; never written. */
  record Erased() implements CallEvent {
    @Override
    public @Nullable Jid by() {
      return null;
    }

    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** One case per event: a new event does not compile until every fold has an answer for it. */
  interface Fold<S> {
    S on(CallProposed event);

    S on(DeviceRang event);

    S on(CallTaken event);

    S on(SessionOffered event);

    S on(CallConnected event);

    S on(CallEnded event);

    S on(CallRecorded event);

    S on(Erased event);
  }
}
