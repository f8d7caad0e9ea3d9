package im.balcony.actors.fence;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Says whether what this node wrote counts (invariant I5). Akka's journal has no fencing: a node
 * that was paused or cut off can finish an old write after another node took its entities over.
 */
public interface Fence {

  /** Whether a majority of the cluster answered this node a moment ago. Any thread may ask. */
  boolean isFresh();

  /**
   * Completes when a majority has answered a question that was put after this call. Never completes
   * otherwise: the node stops itself then.
   */
  CompletionStage<Void> confirmed();

  /** Of a node that has nobody beside it. */
  static Fence alone() {
    return new Fence() {
      @Override
      public boolean isFresh() {
        return true;
      }

      @Override
      public CompletionStage<Void> confirmed() {
        return CompletableFuture.completedFuture(null);
      }
    };
  }
}
