package im.balcony.load.history;

import static im.balcony.load.history.Violation.Kind.ARCHIVE_UNREAD;
import static im.balcony.load.history.Violation.Kind.GHOST;
import static im.balcony.load.history.Violation.Kind.I1_LOST;
import static im.balcony.load.history.Violation.Kind.I1_NOT_DELIVERED;
import static im.balcony.load.history.Violation.Kind.I2_ARCHIVES_DIFFER;
import static im.balcony.load.history.Violation.Kind.I2_ID_CHANGED;
import static im.balcony.load.history.Violation.Kind.I2_ID_NOT_INCREASING;
import static im.balcony.load.history.Violation.Kind.I2_REORDERED;
import static im.balcony.load.history.Violation.Kind.I3_DOUBLED;

import im.balcony.load.history.HistoryEvent.ArchivePage;
import im.balcony.load.history.HistoryEvent.Archived;
import im.balcony.load.history.HistoryEvent.Delivered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A way in which a server can break its promise, done to a clean history. */
enum Fault {
  LOST_IN_WHOLE_ARCHIVE(I1_LOST, entries(page -> page.with() == null, Fault::drop)),
  LOST_IN_ARCHIVE_WITH(I2_ARCHIVES_DIFFER, entries(page -> page.with() != null, Fault::drop)),
  NOT_DELIVERED(I1_NOT_DELIVERED, deliveries((list, at) -> list.remove(at))),
  DOUBLED_IN_ARCHIVE(I3_DOUBLED, entries(page -> true, (list, at) -> list.add(list.get(at)))),
  DOUBLED_ON_DEVICE(I3_DOUBLED, deliveries((list, at) -> list.add(at, list.get(at)))),
  REORDERED_IN_ONE_ARCHIVE(
      I2_REORDERED,
      entries(page -> page.with() != null && page.entries().size() > 1, Fault::swapWithNext)),
  REORDERED_ON_DEVICE(I2_REORDERED, Fault::reorderedOnDevice),
  ID_CHANGED_IN_PAGE(I2_ID_CHANGED, entries(page -> page.with() != null, Fault::changeId)),
  ID_CHANGED_ON_DEVICE(
      I2_ID_CHANGED, deliveries((list, at) -> list.set(at, withId(list.get(at), "1")))),
  NO_ID_ON_DEVICE(
      I2_ID_CHANGED, deliveries((list, at) -> list.set(at, withId(list.get(at), null)))),
  ID_NOT_INCREASING(
      I2_ID_NOT_INCREASING,
      entries(page -> page.entries().size() > 1, (list, at) -> repeatId(list))),
  GHOST_IN_ARCHIVE(
      GHOST,
      entries(
          page -> true,
          (list, at) -> list.add(new Archived("9000000000", "load1", "nobody-sent-this")))),
  GHOST_ON_DEVICE(GHOST, deliveries(Fault::addGhost)),
  SHOWN_AS_ANOTHER_SENDERS(GHOST, entries(page -> true, Fault::forgeSender)),
  ARCHIVE_CUT_SHORT(
      ARCHIVE_UNREAD,
      (events, random) -> events.stream().filter(event -> !isLastPage(event)).toList());

  private final Violation.Kind found;

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final Break way;

  Fault(Violation.Kind found, Break way) {
    this.found = found;
    this.way = way;
  }

  /** As what the checker must report it. */
  Violation.Kind foundAs() {
    return found;
  }

  List<HistoryEvent> into(List<HistoryEvent> events, Random random) {
    return way.into(events, random);
  }

  /** What it does to a history. */
  private interface Break {
    List<HistoryEvent> into(List<HistoryEvent> events, Random random);
  }

  private interface Change<T> {
    void to(List<T> list, int at);
  }

  /** Changes the entries of one page that has some. */
  private static Break entries(Predicate<ArchivePage> which, Change<Archived> change) {
    return (events, random) -> entries(events, random, which, change);
  }

  private static List<HistoryEvent> entries(
      List<HistoryEvent> events,
      Random random,
      Predicate<ArchivePage> which,
      Change<Archived> change) {
    var pages = new ArrayList<Integer>();
    for (var at = 0; at < events.size(); at++) {
      if (events.get(at) instanceof ArchivePage page
          && !page.entries().isEmpty()
          && which.test(page)) {
        pages.add(at);
      }
    }
    var at = pages.get(random.nextInt(pages.size()));
    var page = (ArchivePage) events.get(at);
    var changedEntries = new ArrayList<>(page.entries());
    change.to(changedEntries, random.nextInt(changedEntries.size()));
    var changed = new ArrayList<>(events);
    changed.set(at, new ArchivePage(page.account(), page.with(), changedEntries, page.last()));
    return changed;
  }

  /** Changes the first delivery of an acknowledged message to a session that lasts to the end. */
  private static Break deliveries(Change<HistoryEvent> change) {
    return (events, random) -> {
      var changed = new ArrayList<>(events);
      change.to(changed, deliveriesOfOneSession(events, random).get(0));
      return changed;
    };
  }

  private static List<HistoryEvent> reorderedOnDevice(List<HistoryEvent> events, Random random) {
    var changed = new ArrayList<>(events);
    var session = deliveriesOfOneSession(events, random);
    Collections.swap(changed, session.get(0), session.get(session.size() - 1));
    return changed;
  }

  private static List<Integer> deliveriesOfOneSession(List<HistoryEvent> events, Random random) {
    var candidates = LastingDeliveries.of(events);
    return candidates.get(random.nextInt(candidates.size()));
  }

  private static void drop(List<Archived> entries, int at) {
    entries.remove(at);
  }

  private static void swapWithNext(List<Archived> entries, int at) {
    var here = Math.min(at, entries.size() - 2);
    Collections.swap(entries, here, here + 1);
  }

  private static void changeId(List<Archived> entries, int at) {
    var entry = entries.get(at);
    entries.set(at, new Archived(entry.archiveId() + "0", entry.from(), entry.message()));
  }

  private static void repeatId(List<Archived> entries) {
    var second = entries.get(1);
    entries.set(1, new Archived(entries.get(0).archiveId(), second.from(), second.message()));
  }

  private static void forgeSender(List<Archived> entries, int at) {
    var entry = entries.get(at);
    entries.set(at, new Archived(entry.archiveId(), "mallory", entry.message()));
  }

  private static void addGhost(List<HistoryEvent> events, int at) {
    var before = (Delivered) events.get(at);
    events.add(
        at, new Delivered(before.account(), before.session(), "nobody-sent-this", "load1", "5"));
  }

  private static HistoryEvent withId(HistoryEvent event, @Nullable String stanzaId) {
    var delivered = (Delivered) event;
    return new Delivered(
        delivered.account(), delivered.session(), delivered.message(), delivered.from(), stanzaId);
  }

  private static boolean isLastPage(HistoryEvent event) {
    return event instanceof ArchivePage page && page.last();
  }
}
