package im.balcony.persistence.archive;

import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.persistence.event.room.RoomEvent.MessageRetracted;
import im.balcony.persistence.event.room.RoomEvent.MessageRetracted.Target;
import im.balcony.persistence.event.room.RoomEvent.MessageSaid;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.protocol.xep.correction.Correction;
import im.balcony.protocol.xml.StoredXml;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The archive of a room (XEP-0313 in XEP-0045), read from its log by bounded ranges: ids increase
 * with the log, so they become versions by bisection.
 *
 * <p>Stateless; may be called from any thread. Stages fail only when the journal does.
 */
public final class RoomArchive {
  /**
   * What was said to all, a change of the subject and what takes something back too.
   *
   * @param number among the room's contents, 0 for what is none
   * @param nick null for what the room itself says
   */
  public record Said(
      long id,
      long number,
      String from,
      @Nullable String nick,
      String occupantId,
      byte[] stanzaXml,
      Instant at) {
    Said with(byte[] otherXml) {
      return new Said(id, number, from, nick, occupantId, otherXml, at);
    }
  }

  /**
   * A message that somebody wants to take back.
   *
   * @param author bare JID of who said it
   * @param targets it, and what corrected it
   * @param buried whether it was taken back before
   * @param contents its number among the room's contents, if it is one
   */
  public record Found(String author, List<Target> targets, boolean buried, List<Long> contents) {}

  /** The answer to a question. */
  public sealed interface Answer {}

  /**
   * @param items oldest first
   * @param complete whether nothing lies beyond the page in the query's direction
   */
  public record Page(List<Said> items, boolean complete) implements Answer {}

  /** The query names an id that is not in this archive: item-not-found (XEP-0313 section 4.2). */
  public record UnknownId(long id) implements Answer {}

  /** The filter lets so little through that the page would cost too much: resource-constraint. */
  public record TooCostly() implements Answer {}

  /**
   * How far behind a message its corrections (XEP-0308) are looked for, in events, when it is taken
   * back.
   */
  static final int CORRECTION_EVENTS_MAX = 1_000;

  private final SealedLogs logs;
  private final RoomTombstones tombstones;

  public RoomArchive(
      JournalReader journal, ExceptionsTable exceptions, DataKeys keys, EventCodec codec) {
    this.logs = new SealedLogs(journal, keys, codec);
    this.tombstones = new RoomTombstones(logs, exceptions);
  }

  /** From when this is done, what the event took back is served as tombstones; may be repeated. */
  public CompletionStage<Void> bury(String log, long version, MessageRetracted retracted) {
    return tombstones.mark(log, version, retracted);
  }

  /** The message with this id, which may be taken back; subjects and the like may not. */
  public CompletionStage<Optional<Found>> retractable(String log, long version, long id) {
    return find(log, version, id, VisibleIds.ALL)
        .thenCompose(
            row ->
                row.isEmpty()
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : found(log, version, row.get().sequenceNr()));
  }

  private CompletionStage<Optional<Found>> found(String log, long version, long at) {
    var most = CORRECTION_EVENTS_MAX + 1;
    var last = Math.min(version, at + CORRECTION_EVENTS_MAX);
    return logs.read(RoomEvent.class, log, at, last, most, Direction.OLDEST_FIRST)
        .thenCombine(
            tombstones.isBuried(log, at),
            (chunk, buried) ->
                chunk.events().isEmpty()
                        || !(chunk.events().get(0).event() instanceof MessageSaid said)
                    ? Optional.empty()
                    : Optional.of(
                        new Found(
                            said.author(),
                            withCorrections(said, chunk.events()),
                            buried,
                            said.content() == null
                                ? List.of()
                                : List.of(said.content().number()))));
  }

  /** XEP-0308 section 3: of the same sender; a correction may be corrected too. */
  private static List<Target> withCorrections(
      MessageSaid corrected, List<Sequenced<RoomEvent>> rows) {
    var targets = new ArrayList<Target>(1);
    var ids = new HashSet<String>();
    for (var row : rows) {
      if (row.event() instanceof MessageSaid said && said.author().equals(corrected.author())) {
        var xml = StoredXml.read(said.stanzaXml());
        if (said.id() == corrected.id()
            || Correction.replacedId(xml).filter(ids::contains).isPresent()) {
          targets.add(new Target(said.id(), row.sequenceNr()));
          Optional.ofNullable(xml.attribute("id")).ifPresent(ids::add);
        }
      }
    }
    return targets;
  }

  /**
   * One page; never more than {@link MessageArchive#PAGE_ITEMS_MAX} items.
   *
   * @param log of the room
   * @param version the last one that counts
   * @param query its address is not looked at
   * @param visible what the asker may know of; nothing else is there for it
   * @param matching which of them are wanted
   */
  public CompletionStage<Answer> page(
      String log, long version, ArchiveQuery query, VisibleIds visible, Predicate<Said> matching) {
    return firstUnknown(log, version, query.references(), visible)
        .thenCompose(
            unknown ->
                unknown.isPresent()
                    ? CompletableFuture.completedFuture(new UnknownId(unknown.get()))
                    : knownPage(log, version, query, visible, matching));
  }

  /** Exactly these messages; item-not-found when one is not there (XEP-0313 4.1.4). */
  public CompletionStage<Answer> byIds(
      String log, long version, List<Long> ids, VisibleIds visible) {
    var wanted = ids.stream().distinct().sorted().limit(MessageArchive.PAGE_ITEMS_MAX).toList();
    return byIds(log, version, wanted, visible, new ArrayList<>());
  }

  private CompletionStage<Answer> byIds(
      String log, long version, List<Long> left, VisibleIds visible, List<Sequenced<Said>> found) {
    if (left.isEmpty()) {
      return tombstones.served(log, found).thenApply(items -> new Page(items, true));
    }
    var id = left.get(0);
    return find(log, version, id, visible)
        .thenCompose(
            said -> {
              if (said.isEmpty()) {
                return CompletableFuture.completedFuture(new UnknownId(id));
              }
              found.add(said.get());
              return byIds(log, version, left.subList(1, left.size()), visible, found);
            });
  }

  /**
   * What was said with these versions of the room, both included; not more than {@link
   * MessageArchive#PAGE_ITEMS_MAX} of them.
   */
  public CompletionStage<List<Sequenced<Said>>> range(
      String log, long first, long last, Direction direction, VisibleIds visible) {
    var most = Math.min(last, first + MessageArchive.PAGE_ITEMS_MAX - 1);
    return scan(log, direction, MessageArchive.PAGE_ITEMS_MAX, visible::holds)
        .run(first, most)
        .thenCompose(
            result ->
                tombstones
                    .served(log, result.found())
                    .thenApply(served -> numbered(result.found(), served)));
  }

  private static List<Sequenced<Said>> numbered(List<Sequenced<Said>> rows, List<Said> served) {
    return IntStream.range(0, rows.size())
        .mapToObj(at -> new Sequenced<>(rows.get(at).sequenceNr(), served.get(at)))
        .toList();
  }

  /** What was said with this version of the room; empty when that was no message. */
  public CompletionStage<Optional<Said>> at(String log, long version) {
    return scan(log, Direction.OLDEST_FIRST, 1, said -> true)
        .run(version, version)
        .thenCompose(result -> tombstones.served(log, result.found()))
        .thenApply(served -> served.stream().findFirst());
  }

  /** First and last message; empty for an empty archive. */
  public CompletionStage<List<Said>> ends(String log, long version, VisibleIds visible) {
    var above = visible.first() - 1;
    var first =
        read(log, version, above, Long.MAX_VALUE, 1, Direction.OLDEST_FIRST, visible::holds);
    var last = read(log, version, above, Long.MAX_VALUE, 1, Direction.NEWEST_FIRST, visible::holds);
    return first.thenCombine(
        last,
        (oldest, newest) ->
            Stream.of(oldest, newest)
                .flatMap(end -> end.found().stream().limit(1))
                .map(Sequenced::event)
                .toList());
  }

  private CompletionStage<Optional<Long>> firstUnknown(
      String log, long version, List<Long> ids, VisibleIds visible) {
    if (ids.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    var id = ids.get(0);
    return find(log, version, id, visible)
        .thenCompose(
            said ->
                said.isEmpty()
                    ? CompletableFuture.completedFuture(Optional.of(id))
                    : firstUnknown(log, version, ids.subList(1, ids.size()), visible));
  }

  private CompletionStage<Optional<Sequenced<Said>>> find(
      String log, long version, long id, VisibleIds visible) {
    return read(log, version, id - 1, id + 1, 1, Direction.OLDEST_FIRST, visible::holds)
        .thenApply(result -> result.found().stream().findFirst());
  }

  private CompletionStage<Answer> knownPage(
      String log, long version, ArchiveQuery query, VisibleIds visible, Predicate<Said> matching) {
    var items = Math.min(query.itemsMax(), MessageArchive.PAGE_ITEMS_MAX);
    // one more than the page, to know whether it is the last one
    var wanted = items + 1;
    var above = Math.max(query.aboveId(), visible.first() - 1);
    return read(
            log,
            version,
            above,
            query.belowId(),
            wanted,
            query.direction(),
            said -> visible.holds(said) && matching.test(said))
        .thenCompose(
            result -> {
              var found = result.found();
              if (result.tooCostly() && found.size() < wanted) {
                return CompletableFuture.completedFuture(new TooCostly());
              }
              var page = new ArrayList<>(found.subList(0, Math.min(items, found.size())));
              if (query.direction() == Direction.NEWEST_FIRST) {
                Collections.reverse(page);
              }
              return tombstones
                  .served(log, page)
                  .thenApply(served -> new Page(served, found.size() < wanted));
            });
  }

  private CompletionStage<RangeScan.Result<Sequenced<Said>>> read(
      String log,
      long version,
      long aboveId,
      long belowId,
      int wanted,
      Direction direction,
      Predicate<Said> matching) {
    var from =
        aboveId > 0
            ? firstAbove(log, aboveId, 1, version + 1)
            : CompletableFuture.completedFuture(OptionalLong.of(1));
    var end =
        belowId < Long.MAX_VALUE
            ? firstAbove(log, belowId - 1, 1, version + 1)
            : CompletableFuture.completedFuture(OptionalLong.of(version + 1));
    var scan =
        scan(
            log,
            direction,
            wanted,
            said -> said.id() > aboveId && said.id() < belowId && matching.test(said));
    return from.thenCompose(
        first ->
            end.thenCompose(
                last ->
                    first.isPresent() && last.isPresent()
                        ? scan.run(first.getAsLong(), last.getAsLong() - 1)
                        : CompletableFuture.completedFuture(
                            new RangeScan.Result<>(List.of(), true))));
  }

  /**
   * The first version whose id is above the given one; {@code end} if none. Empty where too many
   * events without an id stand in between, erased ones say.
   */
  private CompletionStage<OptionalLong> firstAbove(String log, long id, long begin, long end) {
    if (begin >= end) {
      return CompletableFuture.completedFuture(OptionalLong.of(end));
    }
    var middle = begin + (end - begin) / 2;
    return scan(log, Direction.OLDEST_FIRST, 1, said -> true)
        .run(middle, end - 1)
        .thenCompose(
            result -> {
              if (result.found().isEmpty()) {
                return result.tooCostly()
                    ? CompletableFuture.completedFuture(OptionalLong.empty())
                    : firstAbove(log, id, begin, middle);
              }
              var next = result.found().get(0);
              return next.event().id() > id
                  ? firstAbove(log, id, begin, middle)
                  : firstAbove(log, id, next.sequenceNr() + 1, end);
            });
  }

  private RangeScan<RoomEvent, Sequenced<Said>> scan(
      String log, Direction direction, int wanted, Predicate<Said> matching) {
    return new RangeScan<>(
        logs,
        RoomEvent.class,
        log,
        direction,
        wanted,
        rows ->
            CompletableFuture.completedFuture(
                rows.stream()
                    .flatMap(
                        row -> said(row.event()).map(s -> new Sequenced<>(row.sequenceNr(), s)))
                    .filter(row -> matching.test(row.event()))
                    .toList()));
  }

  private static Stream<Said> said(RoomEvent event) {
    if (event instanceof MessageSaid said) {
      return Stream.of(
          new Said(
              said.id(),
              said.content() == null ? 0 : said.content().number(),
              said.from(),
              said.nick(),
              said.occupantId(),
              said.stanzaXml(),
              said.at()));
    } else if (event instanceof RoomEvent.SubjectSet set) {
      return Stream.of(
          new Said(
              set.id(), 0, set.from(), set.nick(), set.occupantId(), set.stanzaXml(), set.at()));
    } else if (event instanceof MessageRetracted retracted) {
      return Stream.of(
          new Said(
              retracted.id(),
              0,
              retracted.from(),
              retracted.nick(),
              retracted.occupantId(),
              retracted.stanzaXml(),
              retracted.at()));
    }
    return Stream.empty();
  }
}
