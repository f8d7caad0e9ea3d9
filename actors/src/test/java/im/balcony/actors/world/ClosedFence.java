package im.balcony.actors.world;

import im.balcony.actors.fence.Fence;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Of a node that has heard from nobody for a while: no write counts until it is opened. */
public final class ClosedFence implements Fence {
  private final CompletableFuture<Void> asked = new CompletableFuture<>();
  private final CompletableFuture<Void> confirmed = new CompletableFuture<>();

  /** Whether somebody waits for it. */
  public boolean isAsked() {
    return asked.isDone();
  }

  /** What was written counts, and what is written from here on. */
  public void open() {
    confirmed.complete(null);
  }

  @Override
  public boolean isFresh() {
    return false;
  }

  @Override
  public CompletionStage<Void> confirmed() {
    asked.complete(null);
    return confirmed;
  }
}
