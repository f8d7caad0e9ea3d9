package im.balcony.persistence.archive;

import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import im.balcony.persistence.seal.DataKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An account's message archive (XEP-0313), read from the logs by bounded ranges: the account's
 * index gives the order and the ids, the conversations' logs the content.
 *
 * <p>Stateless; may be called from any thread. Stages fail only when the journal does.
 */
public final class MessageArchive {
  /** No page is larger, whatever is asked for (XEP-0313 section 4.3: the server may limit). */
  public static final int PAGE_ITEMS_MAX = 100;

  private final IndexPages index;
  private final ConversationPages conversations;
  private final Contents contents;
  private final ConversationReplay replay;
  private final RoomArchive rooms;

  public MessageArchive(
      JournalReader journal, ExceptionsTable exceptions, DataKeys keys, EventCodec codec) {
    var logs = new SealedLogs(journal, keys, codec);
    this.index = new IndexPages(logs);
    this.conversations = new ConversationPages(logs, exceptions);
    this.contents = new Contents(logs, exceptions);
    this.replay = new ConversationReplay(logs, exceptions);
    this.rooms = new RoomArchive(journal, exceptions, keys, codec);
  }

  /** What was said in rooms. */
  public RoomArchive rooms() {
    return rooms;
  }

  /**
   * First and last id of an archive (XEP-0313 section 6.1).
   *
   * @param firstId of the oldest message
   * @param lastId of the newest
   */
  public record Ends(long firstId, long lastId) {}

  /** One page; never more than {@link #PAGE_ITEMS_MAX} items. */
  public CompletionStage<ArchiveAnswer> page(ArchiveHead head, ArchiveQuery query) {
    return firstUnknown(head, query.references())
        .thenCompose(
            unknown ->
                unknown.isPresent()
                    ? CompletableFuture.completedFuture(new ArchiveAnswer.UnknownId(unknown.get()))
                    : knownPage(head, query));
  }

  /** Exactly these messages, by id; item-not-found when one is not there (XEP-0313 4.1.4). */
  public CompletionStage<ArchiveAnswer> byIds(ArchiveHead head, List<Long> archiveIds) {
    var found = new ArrayList<Indexed>();
    CompletionStage<Optional<Long>> unknown = CompletableFuture.completedFuture(Optional.empty());
    for (var id : archiveIds.stream().distinct().sorted().limit(PAGE_ITEMS_MAX).toList()) {
      unknown =
          unknown.thenCompose(
              missing ->
                  missing.isPresent()
                      ? CompletableFuture.completedFuture(missing)
                      : index
                          .find(head, id)
                          .thenApply(
                              entry -> {
                                entry.ifPresent(found::add);
                                return entry.isPresent() ? Optional.empty() : Optional.of(id);
                              }));
    }
    return unknown.thenCompose(
        missing ->
            missing.isPresent()
                ? CompletableFuture.completedFuture(new ArchiveAnswer.UnknownId(missing.get()))
                : contents
                    .of(head.incarnation(), found)
                    .thenApply(items -> new ArchiveAnswer.Page(items, true)));
  }

  /** The entry with this id that the owner can see. */
  public CompletionStage<Optional<Indexed>> entry(ArchiveHead head, long archiveId) {
    return index.find(head, archiveId);
  }

  /** A message as this account may see it: a tombstone stands for one that was taken back. */
  public CompletionStage<Optional<ReplayItem>> seen(
      ArchiveHead head, String conversation, long version) {
    return replay
        .page(head, conversation, version, version, Direction.OLDEST_FIRST)
        .thenApply(items -> items.stream().findFirst());
  }

  /** A stanza as it was sent, by its place in a conversation's log; empty when it was erased. */
  public CompletionStage<Optional<byte[]>> message(String conversation, long version) {
    return contents.one(conversation, version);
  }

  /**
   * What happened in a conversation from one version to another, both included, without what the
   * account may not see.
   *
   * @param from at least 1
   * @param to not below {@code from}, and less than {@link #PAGE_ITEMS_MAX} above it
   * @return in the direction asked for
   */
  public CompletionStage<List<ReplayItem>> replay(
      ArchiveHead head, String conversation, long from, long to, Direction direction) {
    return replay.page(head, conversation, from, to, direction);
  }

  /** Empty for an empty archive. */
  public CompletionStage<Optional<Ends>> ends(ArchiveHead head) {
    var first = index.read(head, 0, Long.MAX_VALUE, 1, Direction.OLDEST_FIRST);
    var last = index.read(head, 0, Long.MAX_VALUE, 1, Direction.NEWEST_FIRST);
    return first.thenCombine(
        last,
        (oldest, newest) ->
            oldest.found().isEmpty() || newest.found().isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new Ends(
                        oldest.found().get(0).archiveId(), newest.found().get(0).archiveId())));
  }

  private CompletionStage<Optional<Long>> firstUnknown(ArchiveHead head, List<Long> ids) {
    if (ids.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    var id = ids.get(0);
    return index
        .find(head, id)
        .thenCompose(
            entry ->
                entry.isEmpty()
                    ? CompletableFuture.completedFuture(Optional.of(id))
                    : firstUnknown(head, ids.subList(1, ids.size())));
  }

  private CompletionStage<ArchiveAnswer> knownPage(ArchiveHead head, ArchiveQuery query) {
    var items = Math.min(query.itemsMax(), PAGE_ITEMS_MAX);
    // one more than the page, to know whether it is the last one
    var wanted = items + 1;
    var with = query.with();
    if (with != null) {
      return conversations
          .read(head, query, with, wanted)
          .thenApply(
              result ->
                  tooCostly(result, wanted)
                      ? new ArchiveAnswer.TooCostly()
                      : new ArchiveAnswer.Page(
                          oldestFirst(cut(result.found(), items), query.direction()),
                          result.found().size() < wanted));
    }
    return index
        .read(head, query.aboveId(), query.belowId(), wanted, query.direction())
        .thenCompose(
            result ->
                tooCostly(result, wanted)
                    ? CompletableFuture.completedFuture(new ArchiveAnswer.TooCostly())
                    : contents
                        .of(
                            head.incarnation(),
                            oldestFirst(cut(result.found(), items), query.direction()))
                        .thenApply(
                            page -> new ArchiveAnswer.Page(page, result.found().size() < wanted)));
  }

  private static boolean tooCostly(RangeScan.Result<?> result, int wanted) {
    return result.tooCostly() && result.found().size() < wanted;
  }

  private static <T> List<T> cut(List<T> found, int max) {
    return found.size() <= max ? found : found.subList(0, max);
  }

  private static <T> List<T> oldestFirst(List<T> found, Direction direction) {
    var list = new ArrayList<>(found);
    if (direction == Direction.NEWEST_FIRST) {
      Collections.reverse(list);
    }
    return list;
  }
}
