package im.balcony.actors.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingBytesTest {
  private static final long MAX = 1000;

  private final WaitingBytes waiting = new WaitingBytes(MAX);

  @Test
  void aloneASessionMayKeepAllThatTheNodeHasForIt() {
    var share = waiting.share();

    assertFalse(share.keeps(MAX));
    assertTrue(share.keeps(MAX + 1));
  }

  @Test
  void whoKeepsLittleDoesNotPayForWhoKeepsMuch() {
    var much = waiting.share();
    var little = waiting.share();
    assertFalse(much.keeps(900));

    assertFalse(little.keeps(101));
    assertTrue(much.keeps(900));
  }

  @Test
  void whatEndsOrComesBackMakesRoom() {
    var much = waiting.share();
    var other = waiting.share();
    much.keeps(900);
    assertTrue(other.keeps(600));

    assertFalse(much.keeps(0));

    assertEquals(600, waiting.total());
    assertFalse(other.keeps(600));
  }

  /** Whoever is told to go goes: then all together never keep more than one stanza beyond it. */
  @Test
  void togetherTheyStayWithinTheBound() {
    var random = new Random(7);
    var kept = new ArrayList<>(IntStream.range(0, 20).mapToObj(i -> 0L).toList());
    var shares = IntStream.range(0, 20).mapToObj(i -> waiting.share()).toList();
    for (int step = 0; step < 10_000; step++) {
      int who = random.nextInt(20);
      long size = 1L + random.nextInt(50);
      kept.set(who, kept.get(who) + size);
      if (shares.get(who).keeps(kept.get(who))) {
        assertFalse(shares.get(who).keeps(0));
        kept.set(who, 0L);
      }
      assertEquals(kept.stream().mapToLong(Long::longValue).sum(), waiting.total());
      assertTrue(waiting.total() <= 2 * MAX, () -> "kept " + waiting.total());
    }
  }
}
