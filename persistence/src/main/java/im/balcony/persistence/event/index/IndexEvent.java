package im.balcony.persistence.event.index;

import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xep.jmi.CallStep;
import im.balcony.protocol.xep.notifysettings.NotifySetting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
   * @param effect on its conversation's row; null when it was written before there were rows
   */
  record Indexed(
      long archiveId,
      String conversation,
      String peer,
      long version,
      boolean outgoing,
      boolean hidden,
      Instant at,
      @Nullable RowEffect effect)
      implements IndexEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * What an entry does to its conversation's row in the inbox.
   *
   * @param type the kind of conversation, see ConversationType
   * @param theirs how many contents of this type the peer had sent when it was written
   * @param target the version of the message that it is about, 0 for none
   * @param targetTheirs as {@code theirs}, when the target was written
   * @param targetId the target's archive id in this account
   */
  record RowEffect(
      MessageEffect.Kind kind,
      String type,
      long theirs,
      long target,
      long targetTheirs,
      long targetId) {}

  /**
   * The owner decided something about a row that no message says; null is no news.
   *
   * @param archiveId the account's stamp of the change
   * @param box see {@link RowSettings}, as the next three
   * @param readTheirs the number of the peer's content up to which the owner has read, 0 for no
   *     news of that
   * @param readId the archive id of the message up to which the owner has read, 0 likewise
   */
  record RowSet(
      long archiveId,
      String peer,
      String type,
      @Nullable String box,
      @Nullable Long pinned,
      @Nullable Long mutedUntil,
      @Nullable Boolean markedUnread,
      long readTheirs,
      long readId,
      Instant at)
      implements IndexEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * The owner took a message out of the own archive; nobody else hears of it.
   *
   * @param archiveId the account's stamp of the change
   * @param conversation the persistence id of the message's conversation
   * @param version of the message
   * @param theirs the number of the message among the peer's contents, 0 when it is none of them
   * @param targetId the archive id of the message
   */
  record MessageRemoved(
      long archiveId,
      String conversation,
      String peer,
      String type,
      long version,
      long theirs,
      long targetId,
      Instant at)
      implements IndexEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * The owner took everything that was in a conversation by now out of the own archive.
   *
   * @param archiveId the account's stamp of the change
   * @param conversation the conversation's persistence id
   * @param type of the messages that go; others with this peer stay
   */
  record ConversationCleared(
      long archiveId, String conversation, String peer, String type, Instant at)
      implements IndexEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * The conversations with this peer follow what the account's bookmark of it says (XEP-0492).
   *
   * @param archiveId the account's stamp of the change
   * @param setting UNSAID when there is no such bookmark any more, too
   */
  record NotifyFollowed(long archiveId, String peer, NotifySetting setting, Instant at)
      implements IndexEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * The entry before this one is a step of a call (XEP-0353).
   *
   * @param archiveId of the entry
   * @param conversation the conversation's persistence id
   * @param version of the entry in the conversation's log
   * @param outgoing whether the account's owner made the step
   * @param until when devices have to stop to ring for a proposal; {@code at} when there was none
   */
  record CallNoted(
      long archiveId,
      String conversation,
      String peer,
      long version,
      String sessionId,
      CallStep step,
      boolean outgoing,
      Instant at,
      Instant until)
      implements IndexEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * A room that the account follows told how it stands, or that the account follows it no more.
   *
   * @param archiveId the account's stamp of the change
   * @param room bare JID
   * @param head null when it is followed no more
   */
  record RoomHeard(long archiveId, String room, @Nullable RoomHead head, Instant at)
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

    S on(RowSet event);

    S on(MessageRemoved event);

    S on(ConversationCleared event);

    S on(NotifyFollowed event);

    S on(CallNoted event);

    S on(RoomHeard event);

    S on(Erased event);
  }
}
