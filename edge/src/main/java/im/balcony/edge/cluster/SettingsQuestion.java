package im.balcony.edge.cluster;

import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one member for the cluster's settings.
 *
 * @param withEntities whether the asking node needs the master keys as well
 */
public record SettingsQuestion(ActorSystem<?> system, boolean withEntities) {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsQuestion.class);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

  /** Nothing when it does not answer. */
  public Optional<SharedSettings> ask(NodeAddress member) {
    try {
      return Optional.of(
          new MemberDesk(system, SettingsDesk.NAME)
              .<SettingsDesk.Ask, SharedSettings>ask(
                  member, replyTo -> new SettingsDesk.Ask(withEntities, replyTo), ANSWER_MAX)
              .toCompletableFuture()
              .get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | CompletionException | TimeoutException e) {
      LOG.info("no settings from {}: {}", member, e.toString());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
