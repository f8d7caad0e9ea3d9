package im.balcony.edge.keys;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.Behaviors;
import im.balcony.actors.WireMessage;
import im.balcony.persistence.seal.KeptMasters;
import im.balcony.persistence.seal.MasterKeyText;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what a rotation tells this node about master keys. On every node that has some. */
public final class MasterKeyDesk {
  /** Name under the system guardian. */
  static final String NAME = "balcony-master-keys";

  private static final Logger LOG = LoggerFactory.getLogger(MasterKeyDesk.class);

  private MasterKeyDesk() {}

  /**
   * Take these keys.
   *
   * @param masterKeys as {@link MasterKeyText}
   */
  public record Keep(String masterKeys, ActorRef<Kept> replyTo) implements WireMessage {
    /** Without the keys: this text may end up in a log. */
    @Override
    public String toString() {
      return "Keep[" + replyTo + "]";
    }
  }

  /**
   * The node has them in its file and wraps and unwraps by them only.
   *
   * @param problem why not; empty when it does
   */
  public record Kept(String problem) implements WireMessage {}

  public static void open(ActorSystem<?> system, KeptMasters kept) {
    // it writes a file
    system.systemActorOf(create(kept), NAME, DispatcherSelector.blocking());
  }

  static Behavior<Keep> create(KeptMasters kept) {
    return Behaviors.receiveMessage(
        keep -> {
          keep(kept, keep.masterKeys())
              .handle((done, failure) -> new Kept(failure == null ? "" : inWords(failure)))
              .thenAccept(keep.replyTo()::tell);
          return Behaviors.same();
        });
  }

  private static CompletionStage<Void> keep(KeptMasters kept, String text) {
    try {
      return kept.keep(MasterKeyText.read(text));
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static String inWords(Throwable failure) {
    LOG.warn("the master keys of the cluster were not taken", failure);
    return String.valueOf(failure.getMessage());
  }
}
