package im.balcony.edge.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** One service gets so many requests at once, in their order; another one does not wait for it. */
class AtOnceTest {
  private final AtOnce atOnce = new AtOnce(2);
  private final List<CompletableFuture<String>> begun = new ArrayList<>();

  private CompletableFuture<String> asks(String service) {
    return atOnce.run(
        service,
        () -> {
          var answer = new CompletableFuture<String>();
          begun.add(answer);
          return answer;
        });
  }

  /** One whose answer nobody looks at. */
  private void more(String service) {
    var unused = asks(service);
  }

  @Test
  void whatIsTooMuchWaitsForItsTurn() {
    var first = asks("a");
    more("a");
    var third = asks("a");
    more("b");
    assertEquals(3, begun.size());

    begun.get(0).complete("taken");

    assertEquals("taken", first.join());
    assertEquals(4, begun.size());
    begun.get(3).complete("later");
    assertEquals("later", third.join());
  }

  @Test
  void aFailureMakesRoomAsWell() {
    var first = asks("a");
    more("a");
    more("a");

    begun.get(0).completeExceptionally(new IllegalStateException());

    assertTrue(first.isCompletedExceptionally());
    assertEquals(3, begun.size());
    var thrown = atOnce.run("b", () -> failing());
    assertTrue(thrown.isCompletedExceptionally());
  }

  private static CompletableFuture<String> failing() {
    throw new IllegalStateException();
  }

  @Test
  void whatWasGivenUpNeverBegins() {
    more("a");
    more("a");
    var waiting = new ArrayList<CompletableFuture<String>>();
    for (int i = 0; i < 10_000; i++) {
      waiting.add(asks("a"));
    }
    waiting.forEach(each -> each.cancel(false));
    var last = asks("a");

    begun.get(0).complete("");

    assertEquals(3, begun.size());
    assertFalse(last.isDone());
  }

  @Property(tries = 200)
  void neverMoreAtOnceAndInTheEndNothingIsKept(@ForAll long seed) {
    var random = new Random(seed);
    var limited = new AtOnce(3);
    var open = new ArrayList<CompletableFuture<Integer>>();
    var results = new ArrayList<CompletableFuture<Integer>>();
    for (int step = 0; step < 100; step++) {
      if (random.nextInt(3) > 0) {
        int number = step;
        results.add(
            limited.run(
                "a",
                () -> {
                  var answer = new CompletableFuture<Integer>();
                  open.add(answer);
                  return random.nextInt(5) == 0
                      ? CompletableFuture.completedFuture(number)
                      : answer;
                }));
      } else if (!open.isEmpty()) {
        open.remove(random.nextInt(open.size())).complete(step);
      }
    }
    while (!open.isEmpty()) {
      open.remove(0).complete(0);
    }
    assertTrue(results.stream().allMatch(CompletableFuture::isDone));
    assertEquals(0, limited.services());
  }
}
