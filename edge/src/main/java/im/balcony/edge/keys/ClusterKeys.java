package im.balcony.edge.keys;

import akka.actor.typed.ActorSystem;
import im.balcony.edge.StartProblem;
import im.balcony.edge.cluster.EntityMembers;
import im.balcony.edge.cluster.SettingsQuestion;
import im.balcony.persistence.seal.KeptMasters;
import im.balcony.persistence.seal.MasterKeyText;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/**
 * What a node that has just become a member does about master keys: it asks for them again. Those
 * that it was told before may have been rotated since, by members that did not see it yet.
 */
public final class ClusterKeys {
  private static final Duration ASK_EVERY = Duration.ofMillis(200);

  private ClusterKeys() {}

  /** Before anything is written by them; done at once where no other member has entities. */
  public static void learn(ActorSystem<?> system, KeptMasters kept, Duration max)
      throws StartProblem {
    var end = System.nanoTime() + max.toNanos();
    while (!EntityMembers.othersUp(system).isEmpty()) {
      if (learned(system, kept)) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new StartProblem(
            "no member of the cluster tells its master keys within %d s: see the logs of %s"
                .formatted(max.toSeconds(), EntityMembers.othersUp(system)));
      }
      LockSupport.parkNanos(ASK_EVERY.toNanos());
    }
  }

  /** Whether one at least has answered; those that joined just now may know less than others. */
  private static boolean learned(ActorSystem<?> system, KeptMasters kept) throws StartProblem {
    var question = new SettingsQuestion(system, true);
    var answered = false;
    for (var member : EntityMembers.othersUp(system)) {
      var told = question.ask(member);
      if (told.isPresent()) {
        keep(kept, told.get().masterKeys());
        answered = true;
      }
    }
    return answered;
  }

  private static void keep(KeptMasters kept, String told) throws StartProblem {
    try {
      kept.keepNewer(MasterKeyText.read(told)).toCompletableFuture().join();
    } catch (CompletionException | IllegalArgumentException e) {
      throw new StartProblem("the master keys of the cluster: " + e.getMessage(), e);
    }
  }
}
