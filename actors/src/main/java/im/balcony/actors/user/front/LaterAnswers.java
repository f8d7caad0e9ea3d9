package im.balcony.actors.user.front;

import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.user.UserCommand;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers that wait for I/O, a bounded number of them; their ends come back as commands. */
final class LaterAnswers {
  private final ActorContext<UserCommand> context;
  private final int waitingMax;
  private int waiting;

  /** A stage has ended; {@code reply} is null when it failed. */
  record Ended(IqAnswer.@Nullable Reply reply, Consumer<IqAnswer.@Nullable Reply> then)
      implements UserCommand.Local {}

  LaterAnswers(ActorContext<UserCommand> context, int waitingMax) {
    this.context = context;
    this.waitingMax = waitingMax;
  }

  /** False when too many wait. */
  boolean begin(CompletionStage<IqAnswer.Reply> stage, Consumer<IqAnswer.@Nullable Reply> then) {
    if (waiting >= waitingMax) {
      return false;
    }
    waiting++;
    context.pipeToSelf(
        stage,
        (reply, failure) -> {
          if (failure != null) {
            context.getSystem().log().warn("an answer could not be found", failure);
          }
          return new Ended(failure == null ? reply : null, then);
        });
    return true;
  }

  void ended(Ended ended) {
    waiting--;
    ended.then().accept(ended.reply());
  }

  boolean isIdle() {
    return waiting == 0;
  }
}
