package im.balcony.persistence.seal;

import akka.persistence.typed.EventAdapter;
import akka.persistence.typed.EventSeq;
import im.balcony.persistence.event.EventCodec;
import java.util.function.Function;

/** Between a persistent actor and its journal: events out sealed, sealed events in opened. */
public final class SealingEventAdapter<E> extends EventAdapter<E, SealedEvent> {
  private final KeyRing ring;
  private final String persistenceId;
  private final EventCodec codec;
  private final Class<E> type;
  private final Function<E, String> author;
  private final E erased;

  /**
   * Of one log.
   *
   * @param author whose key seals an event
   * @param erased stands for events whose key was destroyed, so that versions keep their numbers
   */
  public SealingEventAdapter(
      KeyRing ring,
      String persistenceId,
      EventCodec codec,
      Class<E> type,
      Function<E, String> author,
      E erased) {
    this.ring = ring;
    this.persistenceId = persistenceId;
    this.codec = codec;
    this.type = type;
    this.author = author;
    this.erased = erased;
  }

  @Override
  public SealedEvent toJournal(E event) {
    return ring.seal(author.apply(event), persistenceId, codec.manifest(event), codec.write(event));
  }

  @Override
  public EventSeq<E> fromJournal(SealedEvent sealed, String manifest) {
    return EventSeq.single(
        ring.open(persistenceId, sealed)
            .map(plain -> type.cast(codec.read(sealed.manifest(), plain)))
            .orElse(erased));
  }

  @Override
  public String manifest(E event) {
    return ""; // the sealed event carries it, authenticated
  }
}
