package im.balcony.persistence.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import im.balcony.persistence.archive.ArchiveAnswer.Page;
import im.balcony.persistence.archive.ModelArchive.Expected;
import im.balcony.protocol.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pages compared with a plain list of what the archive holds. */
class MessageArchiveTest {
  private static final List<String> PEERS =
      List.of("romeo@a.example", "nurse@a.example", "paris@b.example");

  @Property(tries = 60)
  void goingThroughAllPagesGivesEveryVisibleMessageOnceInOrder(
      @ForAll Random random,
      @ForAll @IntRange(max = 120) int messages,
      @ForAll @IntRange(min = 1, max = 20) int pageItems,
      @ForAll boolean newestFirst,
      @ForAll @IntRange(max = 4) int filter) {
    var model = lived(random, messages);
    var with = filter == 0 ? null : filter == 4 ? PEERS.get(0) + "/phone" : PEERS.get(filter - 1);
    var direction = newestFirst ? Direction.NEWEST_FIRST : Direction.OLDEST_FIRST;
    assertEquals(expected(model, with, 0, Long.MAX_VALUE), walk(model, with, pageItems, direction));
  }

  @Property(tries = 60)
  void aRangeByIdsHoldsExactlyWhatLiesBetween(
      @ForAll Random random,
      @ForAll @IntRange(min = 2, max = 80) int messages,
      @ForAll @IntRange(max = 3) int filter) {
    var model = lived(random, messages);
    var with = filter == 0 ? null : PEERS.get(filter - 1);
    if (model.visible.size() < 2) {
      return;
    }
    var one = model.visible.get(random.nextInt(model.visible.size())).id();
    var other = model.visible.get(random.nextInt(model.visible.size())).id();
    var above = Math.min(one, other);
    var below = Math.max(one, other);
    var answer =
        page(model, query(with, above, below, List.of(above, below), 100, Direction.OLDEST_FIRST));
    assertEquals(expected(model, with, above, below), texts(answer));
    assertEquals(true, answer.complete());
  }

  @Test
  void anIdThatIsNotInTheArchiveIsUnknown() {
    var model = filled(new Random(1), 20);
    var answer =
        model
            .archive
            .page(model, query(null, 5, Long.MAX_VALUE, List.of(5L), 10, Direction.OLDEST_FIRST))
            .toCompletableFuture()
            .join();
    assertEquals(new ArchiveAnswer.UnknownId(5), answer);
  }

  @Test
  void aHiddenMessageIsUnknownByItsIdToo() {
    var model = new ModelArchive();
    model.add(PEERS.get(0), "phone", 10, false, true);
    assertEquals(
        new ArchiveAnswer.UnknownId(1_000_010),
        model.archive.byIds(model, List.of(1_000_010L)).toCompletableFuture().join());
  }

  @Test
  void messagesAreFoundByTheirIds() {
    var model = filled(new Random(7), 60);
    var wanted = List.of(model.visible.get(30), model.visible.get(3));
    var answer =
        model
            .archive
            .byIds(model, wanted.stream().map(Expected::id).toList())
            .toCompletableFuture()
            .join();
    assertEquals(
        List.of(wanted.get(1).xml(), wanted.get(0).xml()),
        texts(assertInstanceOf(Page.class, answer)));
  }

  @Test
  void anEmptyArchiveHasNoEndsAndOneCompleteEmptyPage() {
    var model = new ModelArchive();
    assertEquals(Optional.empty(), model.archive.ends(model).toCompletableFuture().join());
    var page = page(model, query(null, 0, Long.MAX_VALUE, List.of(), 10, Direction.NEWEST_FIRST));
    assertEquals(List.of(), page.items());
    assertEquals(true, page.complete());
  }

  @Test
  void theEndsAreTheFirstAndLastVisibleMessages() {
    var model = filled(new Random(3), 50);
    var ends = model.archive.ends(model).toCompletableFuture().join().orElseThrow();
    assertEquals(model.visible.get(0).id(), ends.firstId());
    assertEquals(model.visible.get(model.visible.size() - 1).id(), ends.lastId());
  }

  private static ModelArchive filled(Random random, int messages) {
    var model = new ModelArchive();
    for (var i = 0; i < messages; i++) {
      add(model, random);
    }
    return model;
  }

  /** Now and then its owner takes a whole conversation out. */
  private static ModelArchive lived(Random random, int messages) {
    var model = new ModelArchive();
    for (var i = 0; i < messages; i++) {
      add(model, random);
      if (random.nextInt(50) == 0) {
        model.clear(PEERS.get(random.nextInt(PEERS.size())));
      }
    }
    return model;
  }

  private static void add(ModelArchive model, Random random) {
    model.add(
        PEERS.get(random.nextInt(PEERS.size())),
        random.nextBoolean() ? "phone" : "tablet",
        1 + random.nextInt(50),
        random.nextInt(4) == 0,
        random.nextInt(6) == 0);
  }

  private static List<String> walk(
      ModelArchive model, @Nullable String with, int pageItems, Direction direction) {
    var all = new ArrayList<String>();
    var above = 0L;
    var below = Long.MAX_VALUE;
    while (true) {
      var page = page(model, query(with, above, below, List.of(), pageItems, direction));
      var texts = texts(page);
      if (direction == Direction.NEWEST_FIRST) {
        all.addAll(0, texts);
      } else {
        all.addAll(texts);
      }
      if (page.complete()) {
        return all;
      }
      var items = page.items();
      if (direction == Direction.NEWEST_FIRST) {
        below = items.get(0).archiveId();
      } else {
        above = items.get(items.size() - 1).archiveId();
      }
    }
  }

  private static List<String> expected(
      ModelArchive model, @Nullable String with, long above, long below) {
    return model.visible.stream()
        .filter(item -> item.id() > above && item.id() < below)
        .filter(item -> with == null || with.equals(item.peer()) || with.equals(item.fullJid()))
        .map(Expected::xml)
        .toList();
  }

  private static ArchiveQuery query(
      @Nullable String with,
      long above,
      long below,
      List<Long> references,
      int items,
      Direction direction) {
    var jid = with == null ? null : Jid.parse(with);
    return new ArchiveQuery(jid, above, below, references, items, direction);
  }

  private static Page page(ModelArchive model, ArchiveQuery query) {
    return assertInstanceOf(
        Page.class, model.archive.page(model, query).toCompletableFuture().join());
  }

  private static List<String> texts(Page page) {
    var ids = page.items().stream().map(ArchiveItem::archiveId).toList();
    var sorted = new ArrayList<>(ids);
    Collections.sort(sorted);
    assertEquals(sorted, ids, "ids ascend within a page");
    return page.items().stream()
        .map(item -> new String(item.stanzaXml(), StandardCharsets.UTF_8))
        .toList();
  }
}
