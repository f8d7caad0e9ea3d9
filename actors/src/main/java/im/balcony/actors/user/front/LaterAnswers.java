package im.balcony.actors.user.front;

import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.user.UserCommand;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers that need I/O: a few at a time, a bounded number behind them. */
final class LaterAnswers {
  /** At the same time; the others wait for their turn. */
  private static final int RUNNING_MAX = 4;

  private final ActorContext<UserCommand> context;
  private final int waitingMax;
  private final Duration runningMax;
  private final ArrayDeque<Job> waiting = new ArrayDeque<>(0);
  private int running;

  private record Job(
      Supplier<CompletionStage<IqAnswer.Reply>> begin, Consumer<IqAnswer.@Nullable Reply> then) {}

  /** A stage has ended; {@code reply} is null when it failed. */
  record Ended(IqAnswer.@Nullable Reply reply, Consumer<IqAnswer.@Nullable Reply> then)
      implements UserCommand.Local {}

  /**
   * @param waitingMax how many may wait for their turn
   * @param runningMax how long one may take once it has begun; it has failed then
   */
  LaterAnswers(ActorContext<UserCommand> context, int waitingMax, Duration runningMax) {
    this.context = context;
    this.waitingMax = waitingMax;
    this.runningMax = runningMax;
  }

  /** False when too many wait. */
  boolean add(
      Supplier<CompletionStage<IqAnswer.Reply>> begin, Consumer<IqAnswer.@Nullable Reply> then) {
    if (waiting.size() >= waitingMax) {
      return false;
    }
    waiting.add(new Job(begin, then));
    runNext();
    return true;
  }

  private void runNext() {
    while (running < RUNNING_MAX && !waiting.isEmpty()) {
      run(waiting.remove());
    }
  }

  private void run(Job job) {
    running++;
    var answer =
        job.begin()
            .get()
            .<IqAnswer.Reply>thenApply(reply -> reply)
            .toCompletableFuture()
            .orTimeout(runningMax.toMillis(), TimeUnit.MILLISECONDS);
    context.pipeToSelf(
        answer,
        (reply, failure) -> {
          if (failure != null) {
            context.getSystem().log().warn("an answer could not be found", failure);
          }
          return new Ended(failure == null ? reply : null, job.then());
        });
  }

  void ended(Ended ended) {
    running--;
    ended.then().accept(ended.reply());
    runNext();
  }

  boolean isIdle() {
    return running == 0;
  }
}
