package im.balcony.edge.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.settings.ManagementSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** When a node says that it can serve, and what it says when it cannot. */
class HealthTest {
  private static final long FRESH_MILLIS = 1000;

  private final AtomicLong nanos = new AtomicLong();
  private final Health health =
      new Health(
          new ManagementSettings(
              "127.0.0.1",
              0,
              4096,
              1,
              1,
              Duration.ofMillis(200),
              Duration.ofMillis(FRESH_MILLIS),
              Duration.ofSeconds(1)),
          nanos::get);

  @Test
  void aNodeThatIsNotOpenYetIsStarting() {
    assertEquals(List.of("this node is starting"), problems());
  }

  @Test
  void aNodeWhosePartsAllAnswerIsReady() {
    health.serve(List.of(part("journal", HealthTest::well), part("shards", HealthTest::well)));
    assertEquals(List.of(), problems());
  }

  @Test
  void eachPartThatCannotServeIsNamed() {
    health.serve(
        List.of(
            part("cluster", () -> CompletableFuture.completedFuture(Optional.of("Leaving"))),
            part("shards", HealthTest::well),
            part(
                "journal",
                () -> CompletableFuture.failedFuture(new IllegalStateException("no node\nat all"))),
            part(
                "clock",
                () -> {
                  throw new IllegalStateException("broken");
                })));
    assertEquals(List.of("cluster: Leaving", "journal: no node", "clock: broken"), problems());
  }

  @Test
  void aPartThatSaysNothingIsNotReady() {
    health.serve(List.of(part("journal", CompletableFuture::new)));
    assertEquals(List.of("journal: no answer within 200 ms"), problems());
  }

  @Test
  void partsAreAskedOnceForAllWhoAskAtTheSameTimeOrSoonAfter() {
    var asked = new AtomicInteger();
    var answer = new CompletableFuture<Optional<String>>();
    health.serve(
        List.of(
            part(
                "journal",
                () -> {
                  asked.incrementAndGet();
                  return answer;
                })));
    var first = health.problems();
    var second = health.problems();
    answer.complete(Optional.empty());
    assertEquals(List.of(), first.toCompletableFuture().join());
    assertEquals(List.of(), second.toCompletableFuture().join());
    nanos.set(TimeUnit.MILLISECONDS.toNanos(FRESH_MILLIS));
    problems();
    assertEquals(1, asked.get());
    nanos.set(TimeUnit.MILLISECONDS.toNanos(FRESH_MILLIS) + 1);
    problems();
    assertEquals(2, asked.get());
  }

  @Test
  void whoDrainsIsNeverReadyAgainNotEvenForTheQuestionUnderWay() {
    var answer = new CompletableFuture<Optional<String>>();
    health.serve(List.of(part("journal", () -> answer)));
    var underWay = health.problems();
    health.stopServing();
    answer.complete(Optional.empty());
    assertEquals(List.of("this node is draining"), underWay.toCompletableFuture().join());
    health.serve(List.of());
    assertTrue(problems().contains("this node is draining"));
  }

  private List<String> problems() {
    return health.problems().toCompletableFuture().join();
  }

  private static CompletionStage<Optional<String>> well() {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  private static ReadyCheck part(
      String name, Supplier<CompletionStage<Optional<String>>> question) {
    return new ReadyCheck() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public CompletionStage<Optional<String>> problem() {
        return question.get();
      }
    };
  }
}
