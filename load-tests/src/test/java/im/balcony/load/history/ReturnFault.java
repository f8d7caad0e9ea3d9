package im.balcony.load.history;

import static im.balcony.load.history.Violation.Kind.GHOST;
import static im.balcony.load.history.Violation.Kind.I1_TOKEN_LOST;
import static im.balcony.load.history.Violation.Kind.I2_ID_CHANGED;
import static im.balcony.load.history.Violation.Kind.I2_REORDERED;
import static im.balcony.load.history.Violation.Kind.I3_DOUBLED;
import static im.balcony.load.history.Violation.Kind.I4_INBOX_WRONG;
import static im.balcony.load.history.Violation.Kind.I4_MISSED;
import static im.balcony.load.history.Violation.Kind.I4_MORE_THAN_MISSED;
import static im.balcony.load.history.Violation.Kind.I4_WENT_BACK;

import im.balcony.load.history.HistoryEvent.Archived;
import im.balcony.load.history.HistoryEvent.CaughtUp;
import im.balcony.load.history.HistoryEvent.Delivered;
import im.balcony.load.history.HistoryEvent.Happened;
import im.balcony.load.history.HistoryEvent.InboxRead;
import im.balcony.load.history.HistoryEvent.Replayed;
import im.balcony.load.history.HistoryEvent.Row;
import im.balcony.load.history.HistoryEvent.Synchronized;
import im.balcony.load.history.HistoryEvent.TokenShown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A way in which a server can fail a device that comes back, done to a clean history. */
enum ReturnFault {
  TOKEN_FORGOTTEN(
      I1_TOKEN_LOST,
      change(TokenShown.class, token -> true, token -> new TokenShown(token.account(), false))),
  GAP_WHEN_CATCHING_UP(I4_MISSED, entries(3, list -> list.remove(1))),
  END_MISSING_WHEN_CATCHING_UP(
      I4_MISSED,
      (events, random) ->
          entries(1, list -> list.remove(list.size() - 1))
              .into(events, random)
              .map(changed -> withoutRedelivery(events, changed))),
  DOUBLED_WHEN_CATCHING_UP(I3_DOUBLED, entries(1, list -> list.add(list.get(0)))),
  REORDERED_WHEN_CATCHING_UP(I2_REORDERED, entries(2, list -> Collections.swap(list, 0, 1))),
  ID_CHANGED_WHEN_CATCHING_UP(
      I2_ID_CHANGED, entries(1, list -> list.set(0, withId(list.get(0), "5")))),
  GHOST_WHEN_CATCHING_UP(
      GHOST, entries(1, list -> list.set(0, new Archived("5", "load1", "nobody")))),
  MORE_THAN_ASKED_FOR(
      I4_MORE_THAN_MISSED,
      change(
          CaughtUp.class,
          told -> told.after() != null && !told.entries().isEmpty(),
          told ->
              new CaughtUp(
                  told.account(),
                  told.session(),
                  told.entries().get(0).archiveId(),
                  told.entries()))),
  VERSION_SKIPPED(I4_MISSED, happened(1, list -> list.remove(list.size() / 2))),
  VERSION_TOLD_TWICE(I3_DOUBLED, happened(1, list -> list.add(list.get(0)))),
  VERSION_ALREADY_KNOWN(
      I4_MORE_THAN_MISSED,
      change(
          Replayed.class,
          told -> !told.events().isEmpty(),
          told -> replayed(told, told.since() + 1, told.version(), told.events()))),
  VERSIONS_CHANGED_PLACES(I2_REORDERED, happened(3, list -> changeMessages(list, 1))),
  VERSION_OF_ANOTHER_MESSAGE(I2_ID_CHANGED, happened(2, list -> changeMessages(list, 0))),
  VERSION_WENT_BACK(
      I4_WENT_BACK,
      change(
          Replayed.class,
          told -> told.since() > 0,
          told -> replayed(told, told.since(), told.since() - 1, List.of()))),
  ANOTHER_LIFE(
      I4_WENT_BACK,
      change(
          Replayed.class,
          told -> told.since() > 0,
          told ->
              new Replayed(
                  told.account(),
                  told.session(),
                  told.with(),
                  "another",
                  told.since(),
                  told.version(),
                  told.events()))),
  STAMP_WENT_BACK(
      I4_WENT_BACK,
      change(
          Synchronized.class,
          answer -> answer.since() > 0,
          answer -> answered(answer, answer.since() - 1, answer.rows()))),
  UNREAD_WRONG(I4_INBOX_WRONG, rows(list -> list.set(0, withUnread(list.get(0))))),
  LAST_MESSAGE_WRONG(
      I4_INBOX_WRONG,
      rows(list -> list.set(0, new Row(list.get(0).with(), list.get(0).unread(), "1")))),
  CHANGED_ROW_NOT_TOLD(I4_INBOX_WRONG, rows(list -> list.remove(0))),
  UNCHANGED_ROW_TOLD(I4_INBOX_WRONG, rows(list -> list.add(new Row("load9", 0, "1")))),
  BADGE_WRONG(
      I4_INBOX_WRONG,
      change(
          InboxRead.class,
          inbox -> true,
          inbox -> new InboxRead(inbox.account(), inbox.unread() + 1, inbox.rows()))),
  ROW_MISSING_IN_THE_WHOLE(
      I4_INBOX_WRONG,
      change(
          InboxRead.class,
          inbox -> !inbox.rows().isEmpty(),
          inbox ->
              new InboxRead(
                  inbox.account(), inbox.unread(), inbox.rows().subList(1, inbox.rows().size()))));

  private final Violation.Kind found;

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final Break way;

  ReturnFault(Violation.Kind found, Break way) {
    this.found = found;
    this.way = way;
  }

  /** As what the checker must report it. */
  Violation.Kind foundAs() {
    return found;
  }

  /** Empty when nothing in the history can go wrong so. */
  Optional<List<HistoryEvent>> into(List<HistoryEvent> events, Random random) {
    return way.into(events, random);
  }

  /** What it does to a history. */
  private interface Break {
    Optional<List<HistoryEvent>> into(List<HistoryEvent> events, Random random);
  }

  private interface ListChange<T> {
    void to(List<T> list);
  }

  /** Changes one of the events of a kind. */
  private static <E extends HistoryEvent> Break change(
      Class<E> kind, Predicate<E> which, UnaryOperator<E> change) {
    return (events, random) -> change(events, random, kind, which, change);
  }

  private static <E extends HistoryEvent> Optional<List<HistoryEvent>> change(
      List<HistoryEvent> events,
      Random random,
      Class<E> kind,
      Predicate<E> which,
      UnaryOperator<E> change) {
    var places = new ArrayList<Integer>();
    for (var at = 0; at < events.size(); at++) {
      if (kind.isInstance(events.get(at)) && which.test(kind.cast(events.get(at)))) {
        places.add(at);
      }
    }
    if (places.isEmpty()) {
      return Optional.empty();
    }
    var at = places.get(random.nextInt(places.size()));
    var changed = new ArrayList<>(events);
    changed.set(at, change.apply(kind.cast(events.get(at))));
    return Optional.of(changed);
  }

  private static Break entries(int atLeast, ListChange<Archived> change) {
    return change(
        CaughtUp.class,
        told -> told.entries().size() >= atLeast,
        told ->
            new CaughtUp(
                told.account(), told.session(), told.after(), changed(told.entries(), change)));
  }

  /** The message at this place and the one behind it change their versions. */
  private static void changeMessages(List<Happened> list, int at) {
    var first = list.get(at);
    var second = list.get(at + 1);
    list.set(at, new Happened(first.version(), second.message()));
    list.set(at + 1, new Happened(second.version(), first.message()));
  }

  private static Break happened(int atLeast, ListChange<Happened> change) {
    return change(
        Replayed.class,
        told -> told.events().size() >= atLeast,
        told -> replayed(told, told.since(), told.version(), changed(told.events(), change)));
  }

  private static Break rows(ListChange<Row> change) {
    return change(
        Synchronized.class,
        answer -> !answer.rows().isEmpty(),
        answer -> answered(answer, answer.stamp(), changed(answer.rows(), change)));
  }

  private static <T> List<T> changed(List<T> list, ListChange<T> change) {
    var changed = new ArrayList<>(list);
    change.to(changed);
    return changed;
  }

  /** What was not told at the end may yet come by itself: here it does not. */
  private static List<HistoryEvent> withoutRedelivery(
      List<HistoryEvent> before, List<HistoryEvent> changed) {
    var at = 0;
    while (before.get(at).equals(changed.get(at))) {
      at++;
    }
    var told = (CaughtUp) before.get(at);
    var missed = told.entries().get(told.entries().size() - 1).message();
    var device = DeviceHistory.nameOf(told.session());
    return changed.stream()
        .filter(
            event ->
                !(event instanceof Delivered delivered
                    && delivered.message().equals(missed)
                    && DeviceHistory.nameOf(delivered.session()).equals(device)))
        .toList();
  }

  private static Replayed replayed(Replayed told, long since, long version, List<Happened> events) {
    return new Replayed(
        told.account(), told.session(), told.with(), told.life(), since, version, events);
  }

  private static Synchronized answered(Synchronized answer, long stamp, List<Row> rows) {
    return new Synchronized(answer.account(), answer.session(), answer.since(), stamp, rows);
  }

  private static Archived withId(Archived entry, String id) {
    return new Archived(id, entry.from(), entry.message());
  }

  private static Row withUnread(Row row) {
    return new Row(row.with(), row.unread() + 1, row.lastId());
  }
}
