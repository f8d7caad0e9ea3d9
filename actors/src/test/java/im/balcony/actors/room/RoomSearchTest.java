package im.balcony.actors.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.persistence.event.directory.DirectoryState;
import im.balcony.persistence.event.directory.DirectoryState.Listed;
import im.balcony.persistence.event.directory.RoomAbout;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.channelsearch.FoundChannel;
import im.balcony.protocol.xep.channelsearch.SearchForm;
import im.balcony.protocol.xep.channelsearch.SearchPlace;
import im.balcony.protocol.xep.channelsearch.SearchTerms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** XEP-0433: searching the list of rooms. */
class RoomSearchTest {
  private final RoomSearch search = new RoomSearch();

  private static String address(int number) {
    return "room" + number + "@conference.localhost";
  }

  private static DirectoryState rooms(int number) {
    var all = new HashMap<String, Listed>();
    for (var n = 0; n < number; n++) {
      all.put(address(n), new Listed("i" + n, "Room", new RoomAbout("", true, false)));
    }
    return new DirectoryState(all);
  }

  private static DirectoryCommand.Query query(
      boolean byOccupants,
      @Nullable SearchPlace after,
      @Nullable SearchPlace before,
      boolean backwards,
      int itemsMax) {
    var terms = new SearchTerms(List.of("room"), true, true, true, 0, byOccupants, SearchForm.MUC);
    return new DirectoryCommand.Query(terms, after, before, backwards, itemsMax);
  }

  private List<FoundChannel> all(DirectoryState state, boolean byOccupants) {
    return search.page(state, query(byOccupants, null, null, false, 1_000)).rooms();
  }

  /** Either way through the pages everything is found once, in one order. */
  @Property(tries = 100)
  void pagesAreTheWholeInPieces(
      @ForAll @Size(max = 30) List<@IntRange(max = 5) Integer> counts,
      @ForAll @IntRange(min = 1, max = 7) int itemsMax,
      @ForAll boolean byOccupants) {
    var state = rooms(counts.size());
    for (var n = 0; n < counts.size(); n++) {
      search.count(Jid.parse(address(n)), counts.get(n));
    }
    var whole = all(state, byOccupants);
    assertEquals(counts.size(), whole.size());
    var forwards = new ArrayList<FoundChannel>();
    SearchPlace after = null;
    for (; ; ) {
      var page = search.page(state, query(byOccupants, after, null, false, itemsMax));
      assertEquals(counts.size(), page.count());
      if (page.rooms().isEmpty()) {
        break;
      }
      forwards.addAll(page.rooms());
      after = forwards.get(forwards.size() - 1).place();
    }
    assertEquals(whole, forwards);
    var backwards = new ArrayList<FoundChannel>();
    SearchPlace before = null;
    for (; ; ) {
      var page = search.page(state, query(byOccupants, null, before, true, itemsMax)).rooms();
      if (page.isEmpty()) {
        break;
      }
      backwards.addAll(0, page);
      before = page.get(0).place();
    }
    assertEquals(whole, backwards);
  }

  @Test
  void thoseWithMostPeopleComeFirst() {
    var state = rooms(4);
    search.count(Jid.parse(address(2)), 7);
    search.count(Jid.parse(address(1)), 9);
    search.count(Jid.parse(address(3)), 7);
    assertEquals(
        List.of(address(1), address(2), address(3), address(0)),
        all(state, true).stream().map(each -> each.address().toString()).toList());
    assertEquals(
        IntStream.range(0, 4).mapToObj(RoomSearchTest::address).toList(),
        all(state, false).stream().map(each -> each.address().toString()).toList());
    search.count(Jid.parse(address(1)), 0);
    assertEquals(0, all(state, false).get(1).occupants());
  }

  /** A room that is not listed, or was before it told more, says nothing that is not known. */
  @Test
  void onlyWhatIsKnownIsTold() {
    search.count(Jid.parse("hidden@conference.localhost"), 5);
    var before = new DirectoryState(Map.of(address(0), new Listed("i", "Room", null)));
    assertEquals(
        List.of(new FoundChannel(Jid.parse(address(0)), "Room", "", 0, null, null)),
        all(before, true));
  }
}
