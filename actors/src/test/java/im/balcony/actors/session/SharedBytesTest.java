package im.balcony.actors.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.session.SharedBytes.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedBytesTest {
  private static final long MAX = 1000;

  private final SharedBytes shared = new SharedBytes(MAX);
  private final List<String> told = new ArrayList<>();

  private Share share(String name) {
    return shared.share(() -> told.add(name));
  }

  @Test
  void aloneASessionMayKeepAllThatTheNodeHasForIt() {
    var share = share("one");

    share.keeps(MAX);
    assertEquals(List.of(), told);

    share.keeps(MAX + 1);
    assertEquals(List.of("one"), told);
  }

  @Test
  void whoKeepsMostIsToldThoughItIsSilent() {
    share("much").keeps(900);
    share("little").keeps(101);

    assertEquals(List.of("much"), told);
  }

  @Test
  void oneAtATimeUntilThereIsRoom() {
    var much = share("much");
    var more = share("more");
    much.keeps(700);
    more.keeps(800);
    assertEquals(List.of("more"), told);
    share("other").keeps(650);
    assertEquals(List.of("more"), told);

    assertTrue(more.isToMakeRoom());
    more.leave();
    assertEquals(List.of("more", "much"), told);
    much.keeps(10);

    assertEquals(List.of("more", "much"), told);
    assertEquals(660, shared.total());
  }

  @Test
  void whoWasToldInVainStaysAndMayBeToldAgain() {
    var much = share("much");
    var little = share("little");
    much.keeps(900);
    little.keeps(200);
    little.keeps(50);

    assertFalse(much.isToMakeRoom());
    little.keeps(200);

    assertEquals(List.of("much", "much"), told);
  }

  @Test
  void whoHasLeftCountsNoMore() {
    var share = share("one");
    share.keeps(500);
    share.leave();
    share.keeps(700);
    share.leave();

    assertEquals(0, shared.total());
    assertFalse(share.isToMakeRoom());
  }

  /** Whoever is told to go goes: then all together never keep more than one stanza beyond it. */
  @Test
  void togetherTheyStayWithinTheBound() {
    var random = new Random(7);
    var kept = new long[20];
    var shares = new ArrayList<Share>();
    var leaving = new ArrayList<Integer>();
    IntStream.range(0, 20).forEach(i -> shares.add(shared.share(() -> leaving.add(i))));
    for (int step = 0; step < 10_000; step++) {
      int who = random.nextInt(20);
      kept[who] += 1L + random.nextInt(50);
      shares.get(who).keeps(kept[who]);
      while (!leaving.isEmpty()) {
        int gone = leaving.remove(0);
        assertEquals(
            IntStream.range(0, 20).mapToLong(i -> kept[i]).max().orElseThrow(), kept[gone]);
        kept[gone] = 0;
        shares.get(gone).leave();
        shares.set(gone, shared.share(() -> leaving.add(gone)));
      }
      assertEquals(IntStream.range(0, 20).mapToLong(i -> kept[i]).sum(), shared.total());
      assertTrue(shared.total() <= MAX, () -> "kept " + shared.total());
    }
  }

  @Test
  void manyThreadsLoseNoByte() {
    var workers =
        IntStream.range(0, 4)
            .mapToObj(
                worker ->
                    CompletableFuture.runAsync(
                        () -> {
                          var share = shared.share(() -> {});
                          for (int i = 1; i <= 10_000; i++) {
                            share.keeps(i % 700);
                          }
                          share.keeps(worker + 1);
                        }))
            .toList();
    workers.forEach(CompletableFuture::join);

    assertEquals(1 + 2 + 3 + 4, shared.total());
  }
}
