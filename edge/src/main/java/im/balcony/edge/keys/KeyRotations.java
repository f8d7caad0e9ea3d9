package im.balcony.edge.keys;

import java.util.concurrent.CompletionStage;

/** Rotations of the cluster's master key. */
public interface KeyRotations {
  /** Begins one unless one is running. */
  CompletionStage<RotationState> begin();

  /** How far the last one is. */
  CompletionStage<RotationState> look();
}
