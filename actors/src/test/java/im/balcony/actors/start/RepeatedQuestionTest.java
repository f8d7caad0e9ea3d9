package im.balcony.actors.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class RepeatedQuestionTest {
  private static final String LATER = "later";
  private static final Duration EVERY = Duration.ofMillis(20);
  private final RepeatedQuestion patient = new RepeatedQuestion(EVERY, Duration.ofSeconds(10));
  private final ArrayDeque<CompletionStage<String>> replies = new ArrayDeque<>();

  private String answerOf(RepeatedQuestion question) throws Exception {
    return question
        .ask(replies::remove, reply -> !reply.equals(LATER))
        .toCompletableFuture()
        .get(5, TimeUnit.SECONDS);
  }

  @Test
  void theFirstAnswerCounts() throws Exception {
    replies.add(CompletableFuture.completedFuture("yes"));

    assertEquals("yes", answerOf(patient));
  }

  @Test
  void whoDoesNotAnswerIsAskedAgain() throws Exception {
    replies.addAll(
        List.of(
            new CompletableFuture<>(),
            CompletableFuture.failedFuture(new IllegalStateException("gone")),
            CompletableFuture.completedFuture(LATER),
            CompletableFuture.completedFuture("yes")));

    assertEquals("yes", answerOf(patient));
  }

  @Test
  void inTheEndTheLastFailureIsTheAnswer() {
    replies.add(new CompletableFuture<>());

    var failure =
        assertThrows(ExecutionException.class, () -> answerOf(new RepeatedQuestion(EVERY, EVERY)));

    assertInstanceOf(TimeoutException.class, failure.getCause());
  }

  @Test
  void inTheEndTooEarlyIsTheAnswer() throws Exception {
    replies.add(CompletableFuture.completedFuture(LATER));

    assertEquals(LATER, answerOf(new RepeatedQuestion(EVERY, EVERY)));
  }
}
