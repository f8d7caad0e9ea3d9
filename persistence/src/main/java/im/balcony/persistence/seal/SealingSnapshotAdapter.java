package im.balcony.persistence.seal;

import akka.persistence.typed.SnapshotAdapter;
import im.balcony.persistence.event.EventCodec;

/** Between a persistent actor and its snapshot store: state out sealed, sealed state in opened. */
public final class SealingSnapshotAdapter<S> implements SnapshotAdapter<S> {
  private final KeyRing ring;
  private final String persistenceId;
  private final EventCodec codec;
  private final Class<S> type;
  private final String author;

  /**
   * Of one log.
   *
   * @param author under whose key the whole snapshot is; the owner itself, since it mixes authors
   */
  public SealingSnapshotAdapter(
      KeyRing ring, String persistenceId, EventCodec codec, Class<S> type, String author) {
    this.ring = ring;
    this.persistenceId = persistenceId;
    this.codec = codec;
    this.type = type;
    this.author = author;
  }

  @Override
  public Object toJournal(S state) {
    return ring.seal(author, persistenceId, codec.manifest(state), codec.write(state));
  }

  @Override
  public S fromJournal(Object stored) {
    if (!(stored instanceof SealedEvent sealed)) {
      throw new IllegalStateException("not a sealed snapshot: " + stored.getClass());
    }
    return ring.open(persistenceId, sealed)
        .map(plain -> type.cast(codec.read(sealed.manifest(), plain)))
        .orElseThrow(() -> new BrokenSealException("the key of this snapshot is gone"));
  }
}
