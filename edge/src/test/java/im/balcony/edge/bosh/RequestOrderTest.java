package im.balcony.edge.bosh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The bookkeeping of one session's requests (XEP-0124 9, 11, 12, 14). */
class RequestOrderTest {
  private static final BoshAnswer ANSWER = new BoshAnswer(200, BoshAnswer.TEXT_XML, new byte[0]);
  private static final long SECOND = 1_000_000_000L;

  @Test
  void requestsHaveTheirTurnInTheOrderOfTheirIds() {
    var window = new RequestWindow<String>(10, 2);
    assertTrue(window.isPast(10));
    assertFalse(window.isTooFar(12));
    assertTrue(window.isTooFar(13));
    assertEquals(Optional.empty(), window.keep(12, "second"));
    assertEquals(Optional.empty(), window.next());
    window.keep(11, "first");
    assertEquals(Optional.of("first"), window.next());
    assertEquals(Optional.of("second"), window.next());
    assertEquals(Optional.empty(), window.next());
    assertEquals(12, window.last());
  }

  @Test
  void anEarlyRequestThatComesAgainTakesItsOwnPlace() {
    var window = new RequestWindow<String>(1, 2);
    window.keep(3, "lost");
    assertEquals(Optional.of("lost"), window.keep(3, "again"));
    assertEquals(
        List.of("again"), StreamSupport.stream(window.early().spliterator(), false).toList());
  }

  @Test
  void asManyAnswersAreKeptAsRequestsMayBeOpen() {
    var answered = new AnsweredRequests(2);
    answered.add(1, ANSWER);
    answered.add(2, ANSWER);
    answered.add(3, ANSWER);
    assertNull(answered.find(1));
    assertNotNull(answered.find(2));
    answered.acknowledge(2);
    assertNull(answered.find(2));
    assertNotNull(answered.find(3));
  }

  @Test
  void aRequestThatIsSentAgainWaitsWhereItWaited() {
    var held = new HeldRequests();
    BoshExchange broken = answer -> {};
    BoshExchange again = answer -> {};
    held.add(new HeldRequests.Held(5, true, 0, broken));
    held.add(new HeldRequests.Held(6, true, 0, broken));
    assertSame(broken, held.replace(5, again).orElseThrow());
    assertEquals(Optional.empty(), held.replace(9, again));
    var first = held.removeOldest();
    assertEquals(5, first.rid());
    assertSame(again, first.exchange());
    assertEquals(6, held.removeOldest().rid());
    assertTrue(held.isEmpty());
  }

  @Test
  void whoAsksInVainAgainTooSoonIsTooFast() {
    var pace = new PollingPace(2, 0);
    assertFalse(pace.isTooSoon(true, false, SECOND));
    pace.wasVain();
    assertTrue(pace.isTooSoon(true, false, 2 * SECOND));
    pace.wasVain();
    assertFalse(pace.isTooSoon(true, false, 4 * SECOND));
    pace.wasVain();
    assertFalse(pace.isTooSoon(false, false, 4 * SECOND + 1));
    assertFalse(pace.isTooSoon(true, false, 4 * SECOND + 2));
  }

  @Test
  void whoAsksTwiceAtTheSameTimeIsTooFast() {
    var pace = new PollingPace(2, 0);
    assertTrue(pace.isTooSoon(true, true, SECOND));
    assertFalse(pace.isTooSoon(false, true, SECOND));
    assertFalse(pace.isTooSoon(true, true, 9 * SECOND));
  }

  @Test
  void aSessionIsFoundInTheFirstTagOnly() {
    assertEquals("s-1_Z", sid("<body rid='1' sid='s-1_Z'>"));
    assertEquals("s", sid("<body\n sid = \"s\"/>"));
    assertNull(sid("<body rid='1'><x sid='s'/></body>"));
    assertNull(sid("<body xsid='s'/>"));
    assertNull(sid("<body sid=''/>"));
    assertNull(sid(""));
  }

  private static @Nullable String sid(String body) {
    return SidPeek.of(body.getBytes(UTF_8));
  }
}
