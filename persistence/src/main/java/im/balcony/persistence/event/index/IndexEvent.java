package im.balcony.persistence.event.index;

import java.time.Instant;

/** What an account's archive holds, in order of delivery. On disk for ever: see EventManifests. */
public sealed interface IndexEvent {
  <S> S fold(Fold<S> fold);

  /**
   * An item of a conversation stands in this account's archive under this id.
   *
   * @param conversation the conversation's persistence id
   * @param peer the bare JID of the other side, as archive filters ask for it
   * @param version the item's sequence number in the conversation's log
   * @param outgoing whether the account's owner sent it
   * @param hidden true when this account may not see it; it is counted all the same
   */
  record Indexed(
      long archiveId,
      String conversation,
      String peer,
      long version,
      boolean outgoing,
      boolean hidden,
      Instant at)
      implements IndexEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** Stands for an event whose data key was destroyed; keeps its place, never written. */
  record Erased() implements IndexEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** One case per event: a new event does not compile until every fold has an answer for it. */
  interface Fold<S> {
    S on(Indexed event);

    S on(Erased event);
  }
}
