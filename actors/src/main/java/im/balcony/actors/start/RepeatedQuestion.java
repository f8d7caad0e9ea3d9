package im.balcony.actors.start;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A question that changes nothing, so that it may be asked again: whoever should answer may be on a
 * node that is gone, until the cluster has noticed and the shard has moved.
 *
 * @param every how long one asking waits for its answer
 * @param max after which the last failure is the answer
 */
record RepeatedQuestion(Duration every, Duration max) {

  /**
   * Asks until there is an answer.
   *
   * @param question sent once for each call
   * @param isAnswer false for a reply that only says that it is too early
   */
  <R> CompletionStage<R> ask(Supplier<CompletionStage<R>> question, Predicate<R> isAnswer) {
    var answer = new CompletableFuture<R>();
    ask(question, isAnswer, System.nanoTime() + max.toNanos(), answer);
    return answer;
  }

  private <R> void ask(
      Supplier<CompletionStage<R>> question,
      Predicate<R> isAnswer,
      long endNanos,
      CompletableFuture<R> answer) {
    var turnEnds = System.nanoTime() + every.toNanos();
    CompletableFuture<R> reply = question.get().<R>thenApply(found -> found).toCompletableFuture();
    var unused =
        reply
            .orTimeout(every.toNanos(), TimeUnit.NANOSECONDS)
            .whenComplete(
                (found, failure) -> {
                  if (failure == null && isAnswer.test(found)) {
                    answer.complete(found);
                  } else if (turnEnds - endNanos < 0) {
                    CompletableFuture.delayedExecutor(
                            turnEnds - System.nanoTime(), TimeUnit.NANOSECONDS)
                        .execute(() -> ask(question, isAnswer, endNanos, answer));
                  } else if (failure == null) {
                    answer.complete(found);
                  } else {
                    answer.completeExceptionally(failure);
                  }
                });
  }
}
