package im.balcony.actors.feature.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.Reading;
import im.balcony.persistence.event.index.RowSettings;
import im.balcony.protocol.xep.rsm.PageRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowPageTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 40, 200})
  void pagesForwardsGiveEachRowOnceInOrder(int size) {
    for (var order : List.of(RowPage.NEWEST_FIRST, RowPage.PINNED_FIRST)) {
      var list = rows(37, order);
      var all = new ArrayList<InboxRow>();
      var page = page(list, new PageRequest(size, null, null, null));
      while (!page.rows().isEmpty()) {
        all.addAll(page.rows());
        page = page(list, new PageRequest(size, page.result().last(), null, null));
      }
      assertEquals(list, all);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 40})
  void pagesBackwardsGiveEachRowOnceInOrder(int size) {
    var list = rows(37, RowPage.NEWEST_FIRST);
    var all = new ArrayList<InboxRow>();
    var page = page(list, new PageRequest(size, null, "", null));
    while (!page.rows().isEmpty()) {
      all.addAll(0, page.rows());
      page = page(list, new PageRequest(size, null, page.result().first(), null));
    }
    assertEquals(list, all);
  }

  @Test
  void aRowThatMovedUpSinceLosesNobodyBehindIt() {
    var list = rows(10, RowPage.NEWEST_FIRST);
    var gone = new ArrayList<>(list);
    gone.remove(4);
    var page = page(gone, new PageRequest(3, id(list.get(4)), null, null));
    assertEquals(list.subList(5, 8), page.rows());
  }

  @Test
  void theCountIsOfTheWholeListAndThePlaceIsTold() {
    var list = rows(10, RowPage.NEWEST_FIRST);
    var page = page(list, new PageRequest(3, id(list.get(4)), null, null));
    assertEquals(10, page.result().count());
    assertEquals(5, page.result().firstIndex());
    assertTrue(page(list, new PageRequest(0, null, null, null)).rows().isEmpty());
    assertEquals(list.subList(7, 9), page(list, new PageRequest(2, null, null, 7)).rows());
  }

  @Test
  void whatIsNoIdIsRefused() {
    var list = rows(3, RowPage.NEWEST_FIRST);
    assertTrue(RowPage.of(list, new PageRequest(3, "first", null, null)).isEmpty());
    assertTrue(RowPage.of(list, new PageRequest(3, null, "last", null)).isEmpty());
  }

  private static RowPage page(List<InboxRow> list, PageRequest request) {
    return RowPage.of(list, request).orElseThrow();
  }

  private static String id(@Nullable InboxRow row) {
    return Long.toString(Objects.requireNonNull(row).updated());
  }

  private static List<InboxRow> rows(int count, Comparator<InboxRow> order) {
    var dice = new Random(count);
    var rows = new ArrayList<InboxRow>();
    for (var at = 0; at < count; at++) {
      var pinned = dice.nextInt(3) == 0 ? 1 + dice.nextInt(3) : 0;
      rows.add(
          new InboxRow(
              "log" + at,
              "peer" + at + "@a.example",
              "urn:xabber:chat",
              at,
              1_000 + 17L * at,
              new RowSettings(RowSettings.INBOX, pinned, 0, false),
              Reading.NONE,
              List.of(),
              0,
              0,
              0,
              null));
    }
    rows.sort(order);
    return rows;
  }
}
