package im.balcony.actors.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.persistence.archive.VisibleIds;
import im.balcony.persistence.event.room.MemberTimes.Span;
import im.balcony.protocol.xep.muc.HistoryWish;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What of the discussion is kept in memory, and what of it somebody gets who enters. */
class HistoryTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final History history = new History(PeopleWorld.ROOMS);

  private static XmlElement message(String id, int chars) {
    var body = XmlElement.named("body", "jabber:client").text("a".repeat(chars)).build();
    return XmlElement.named("message", "jabber:client").attribute("id", id).child(body).build();
  }

  private void say(int count, int chars) {
    IntStream.range(0, count)
        .forEach(n -> history.add(message("m" + n, chars), n + 1, NOON.plusSeconds(n)));
  }

  private List<String> wanted(HistoryWish wish) {
    return wanted(wish, VisibleIds.ALL);
  }

  private List<String> wanted(HistoryWish wish, VisibleIds visible) {
    return history.wanted(wish, NOON.plusSeconds(10), visible).stream()
        .map(message -> String.valueOf(message.attribute("id")))
        .toList();
  }

  @Test
  void theNewestAreKeptUpToTheirNumber() {
    say(8, 10);
    assertEquals(List.of("m3", "m4", "m5", "m6", "m7"), wanted(HistoryWish.ANY));
  }

  @Test
  void theNewestAreKeptUpToTheirBytes() {
    say(4, PeopleWorld.ROOMS.historyBytesMax() / 3);
    assertEquals(List.of("m2", "m3"), wanted(HistoryWish.ANY));
  }

  /** Section 7.2.14. */
  @Test
  void allWishesHoldTogether() {
    say(5, 10);
    assertEquals(List.of("m3", "m4"), wanted(new HistoryWish(null, 2, null, null)));
    assertEquals(List.of("m4"), wanted(new HistoryWish(null, 2, 6, null)));
    assertEquals(
        List.of("m2", "m3", "m4"), wanted(new HistoryWish(null, null, 9, NOON.plusSeconds(2))));
    assertEquals(List.of(), wanted(new HistoryWish(0, null, null, null)));
  }

  /** HARDENING A27: what was said in the reader's time, and as much of it as is wished. */
  @Test
  void whatWasNotForTheReaderIsNoPartOfIt() {
    say(5, 10);
    var visible = new VisibleIds(List.of(new Span(1, 3), new Span(4, 5)));
    assertEquals(List.of("m0", "m1", "m3"), wanted(HistoryWish.ANY, visible));
    assertEquals(List.of("m1", "m3"), wanted(new HistoryWish(null, 2, null, null), visible));
  }

  /** Whole stanzas, never a part of one. */
  @Test
  void asManyStanzasAsTheCharactersAllow() {
    say(5, 10);
    var one = message("m4", 10).toXml().length();
    assertEquals(List.of("m4"), wanted(new HistoryWish(one, null, null, null)));
    assertEquals(List.of("m4"), wanted(new HistoryWish(2 * one - 1, null, null, null)));
    assertEquals(List.of("m3", "m4"), wanted(new HistoryWish(2 * one, null, null, null)));
  }

  private void add(int n, String inside) {
    var message =
        StoredXml.read(
            "<message xmlns='jabber:client' id='x%d'>%s<occupant-id xmlns='urn:xmpp:occupant-id:0' id='o%d'/></message>"
                .formatted(n, inside, n % 2)
                .getBytes(StandardCharsets.UTF_8));
    history.add(message, 100 + n, NOON.plusSeconds(n));
  }

  private static String reaction(String emoji) {
    return "<reactions xmlns='urn:xmpp:reactions:0' id='1'><reaction>%s</reaction></reactions>"
        .formatted(emoji);
  }

  /** XEP-0444 3.2: the newest set counts, of each; XEP-0333 and XEP-0184 are of the moment. */
  @Test
  void whatIsThoughtOfAMessageDrivesOutNothingThatWasSaid() {
    say(2, 10);
    for (var n = 0; n < 8; n++) {
      add(n, reaction("+"));
      add(n, "<displayed xmlns='urn:xmpp:chat-markers:0' id='1'/>");
      add(n, "<received xmlns='urn:xmpp:receipts' id='m1'/>");
    }
    assertEquals(List.of("m0", "m1", "x6", "x7"), wanted(HistoryWish.ANY));
  }
}
