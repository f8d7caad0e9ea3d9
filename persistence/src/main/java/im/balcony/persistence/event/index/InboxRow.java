package im.balcony.persistence.event.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One conversation in an account's list: a fold of the account's index, and of nothing else.
 *
 * @param conversation the conversation's persistence id, empty while there is none
 * @param peer the bare JID of the other side
 * @param type see ConversationType
 * @param stamp of the last change of anything, in the sequence of archive ids
 * @param updated the archive id of the newest message: the order of the list
 * @param contents the newest messages, newest last, at most {@link #CONTENTS_MAX}
 * @param displayedId the archive id up to which the peer has seen
 * @param deliveredId the archive id up to which messages have reached a client of the peer
 * @param rewrites the account's count of corrections and retractions at the last one in here
 * @param room null for whatever is no room that the account follows, or followed
 */
public record InboxRow(
    String conversation,
    String peer,
    String type,
    long stamp,
    long updated,
    RowSettings settings,
    Reading reading,
    List<RowContent> contents,
    long displayedId,
    long deliveredId,
    long rewrites,
    @Nullable RoomSide room) {

  /** Retractions of more than so many messages in a row leave a row without a preview. */
  public static final int CONTENTS_MAX = 8;

  /** Rows of one account are told apart by it. */
  public static String key(String peer, String type) {
    return type + ' ' + peer;
  }

  /**
   * @param updated its first place in the list
   */
  static InboxRow empty(String peer, String type, long updated) {
    return new InboxRow(
        "", peer, type, 0, updated, RowSettings.DEFAULT, Reading.NONE, List.of(), 0, 0, 0, null);
  }

  public String key() {
    return key(peer, type);
  }

  /** Whether anything was ever said here; a request for presence has a row as well. */
  public boolean hasMessages() {
    return !conversation.isEmpty();
  }

  /** Messages that the owner has not seen; at least one when it is marked so. */
  public long unread() {
    var count = reading.unread();
    return count == 0 && settings.markedUnread() ? 1 : count;
  }

  /** Whether the account hears of what is said there without being there. */
  public boolean isFollowedRoom() {
    return room != null && room.followed();
  }

  /** Unread messages of a room that speak of the owner, oldest first. */
  public List<RoomHead.Mention> mentions() {
    return room == null
        ? List.of()
        : room.head().mentions().stream()
            .filter(mention -> mention.number() > reading.read())
            .toList();
  }

  /** The newest message that was not taken back. */
  public Optional<RowContent> last() {
    return contents.isEmpty() ? Optional.empty() : Optional.of(contents.get(contents.size() - 1));
  }

  /** What is known of this message, if it is one of the newest. */
  public Optional<RowContent> content(long version) {
    return contents.stream().filter(each -> each.version() == version).findFirst();
  }

  /** The newer of both, with the unread messages of both. */
  static InboxRow joined(InboxRow one, InboxRow other) {
    var newer = one.updated() >= other.updated() ? one : other;
    var unread = one.unread() + other.unread();
    return newer.with(new Reading(unread, 0, newer.reading().readId(), OrdinalRanges.NONE));
  }

  /** Another life of the peer has another conversation: its numbers begin anew. */
  InboxRow in(String log, long theirs) {
    if (log.equals(conversation)) {
      return this;
    }
    var edit = new Edit(this);
    edit.conversation = log;
    edit.reading = new Reading(theirs, theirs, reading.readId(), OrdinalRanges.NONE);
    edit.contents = List.of();
    return edit.row();
  }

  InboxRow at(long newStamp) {
    var edit = new Edit(this);
    edit.stamp = newStamp;
    return edit.row();
  }

  InboxRow with(Reading now) {
    var edit = new Edit(this);
    edit.reading = now;
    return edit.row();
  }

  InboxRow with(RowSettings now) {
    var edit = new Edit(this);
    edit.settings = now;
    return edit.row();
  }

  /** A new message; the list is in the order of those. */
  InboxRow with(RowContent content) {
    var from = Math.max(0, contents.size() + 1 - CONTENTS_MAX);
    var more = new ArrayList<>(contents.subList(from, contents.size()));
    more.add(content);
    var edit = new Edit(this);
    edit.updated = content.archiveId();
    edit.contents = List.copyOf(more);
    return edit.row();
  }

  /** Its place in the list. */
  InboxRow updatedAt(long archiveId) {
    var edit = new Edit(this);
    edit.updated = archiveId;
    return edit.row();
  }

  InboxRow with(RoomSide now) {
    var edit = new Edit(this);
    edit.room = now;
    return edit.row();
  }

  /** The newest messages as they are now. */
  InboxRow withContents(List<RowContent> now) {
    var edit = new Edit(this);
    edit.contents = now;
    return edit.row();
  }

  /**
   * @param count the account's new one
   */
  InboxRow rewritten(long count) {
    var edit = new Edit(this);
    edit.rewrites = count;
    return edit.row();
  }

  /** Without its messages; nothing is left to be read. */
  InboxRow cleared() {
    var edit = new Edit(this);
    edit.contents = List.of();
    edit.reading = reading.readUpTo(reading.counted(), reading.readId());
    edit.settings = settings.markedUnread(false);
    return edit.row();
  }

  InboxRow displayed(long archiveId) {
    var edit = new Edit(this);
    edit.displayedId = Math.max(displayedId, archiveId);
    edit.deliveredId = Math.max(deliveredId, archiveId);
    return edit.row();
  }

  InboxRow delivered(long archiveId) {
    var edit = new Edit(this);
    edit.deliveredId = Math.max(deliveredId, archiveId);
    return edit.row();
  }

  /** A row on its way to the next; peer and type never change. */
  private static final class Edit {
    private final InboxRow before;
    private String conversation;
    private long stamp;
    private long updated;
    private RowSettings settings;
    private Reading reading;
    private List<RowContent> contents;
    private long displayedId;
    private long deliveredId;
    private long rewrites;
    private @Nullable RoomSide room;

    private Edit(InboxRow before) {
      this.before = before;
      this.conversation = before.conversation;
      this.stamp = before.stamp;
      this.updated = before.updated;
      this.settings = before.settings;
      this.reading = before.reading;
      this.contents = before.contents;
      this.displayedId = before.displayedId;
      this.deliveredId = before.deliveredId;
      this.rewrites = before.rewrites;
      this.room = before.room;
    }

    private InboxRow row() {
      return new InboxRow(
          conversation,
          before.peer,
          before.type,
          stamp,
          updated,
          settings,
          reading,
          contents,
          displayedId,
          deliveredId,
          rewrites,
          room);
    }
  }
}
