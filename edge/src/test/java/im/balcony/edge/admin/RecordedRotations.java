package im.balcony.edge.admin;

import im.balcony.edge.keys.KeyRotations;
import im.balcony.edge.keys.RotationState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A rotation that ends when the test says so. */
final class RecordedRotations implements KeyRotations {
  private volatile RotationState state = new RotationState(RotationState.Phase.NONE, 0, "");
  private volatile int begun;

  public int begun() {
    return begun;
  }

  public void end(RotationState with) {
    state = with;
  }

  @Override
  public synchronized CompletionStage<RotationState> begin() {
    begun++;
    state = new RotationState(RotationState.Phase.RUNNING, 0, "");
    return look();
  }

  @Override
  public CompletionStage<RotationState> look() {
    return CompletableFuture.completedFuture(state);
  }
}
