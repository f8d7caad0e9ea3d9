package im.balcony.persistence.seal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes a new master key, wraps every live data key by it, and destroys the masters before it,
 * while all nodes go on reading and writing.
 *
 * <p>Each step is taken by every node before the next one begins: all know the new key; all wrap by
 * it; everything is wrapped by it; all forget the others. So a node never meets a data key whose
 * master it does not know. Killed at any point, it is simply run again.
 */
public final class MasterKeyRotation {
  private static final int SCANS_MAX = 10;

  /** All nodes that have master keys. */
  @FunctionalInterface
  public interface KeyHolders {
    /** Done when each of them did {@link KeptMasters#keep}. */
    CompletionStage<Void> keep(MasterKeys masters);
  }

  private final DataKeys keys;
  private final KeyHolders holders;
  private final AtomicInteger wrapped = new AtomicInteger();

  /**
   * @param keys of this node, which is one of the holders
   */
  public MasterKeyRotation(DataKeys keys, KeyHolders holders) {
    this.keys = keys;
    this.holders = holders;
  }

  /** The number of data keys that got a new wrapping so far. */
  public int wrapped() {
    return wrapped.get();
  }

  public CompletionStage<Void> run() {
    var known = keys.masters().withNewer();
    var used = known.usingNewest();
    return holders
        .keep(known)
        .thenCompose(done -> holders.keep(used))
        .thenCompose(done -> wrapAll(SCANS_MAX))
        .thenCompose(done -> holders.keep(used.newestOnly()));
  }

  /** Until a scan finds nothing: what was written during one is found by the next. */
  private CompletionStage<Void> wrapAll(int scansMax) {
    return keys.rewrapAll(wrapped::incrementAndGet)
        .thenCompose(
            count -> {
              if (count == 0) {
                return CompletableFuture.completedFuture(null);
              }
              if (scansMax <= 1) {
                return CompletableFuture.failedFuture(
                    new IllegalStateException("data keys under the old master key keep coming"));
              }
              return wrapAll(scansMax - 1);
            });
  }
}
