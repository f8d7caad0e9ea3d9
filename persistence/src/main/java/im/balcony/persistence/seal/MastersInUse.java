package im.balcony.persistence.seal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The master keys of the moment, and the writes under them that have not ended: who changes the
 * keys learns when the last write under others has.
 */
final class MastersInUse {
  private final Map<Long, CompletableFuture<Void>> unended = new HashMap<>();
  private long begun;
  private MasterKeys masters;

  MastersInUse(MasterKeys masters) {
    this.masters = masters;
  }

  synchronized MasterKeys now() {
    return masters;
  }

  /** Does a write with the keys of this moment. */
  CompletionStage<Void> during(Function<MasterKeys, CompletionStage<Void>> write) {
    var ended = new CompletableFuture<Void>();
    long number;
    MasterKeys now;
    synchronized (this) {
      number = begun++;
      unended.put(number, ended);
      now = masters;
    }
    return CompletableFuture.completedFuture(now)
        .thenCompose(write)
        .whenComplete((done, failure) -> end(number, ended));
  }

  /**
   * Changes the keys at once; done when the writes under the keys before have ended, well or not.
   */
  CompletionStage<Void> change(MasterKeys next) {
    return CompletableFuture.allOf(changed(next));
  }

  private void end(long number, CompletableFuture<Void> ended) {
    synchronized (this) {
      unended.remove(number);
    }
    ended.complete(null);
  }

  private synchronized CompletableFuture<?>[] changed(MasterKeys next) {
    masters = next;
    return unended.values().toArray(CompletableFuture[]::new);
  }
}
