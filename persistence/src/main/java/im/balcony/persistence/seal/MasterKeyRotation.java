package im.balcony.persistence.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Makes a new master key, wraps every live data key by it, and destroys the masters before it.
 *
 * <p>Killed at any point it is simply run again: until the last step the file holds both keys.
 */
public final class MasterKeyRotation {
  private static final int SCANS_MAX = 10;

  private final MasterKeyFile file;
  private final DataKeys keys;

  public MasterKeyRotation(MasterKeyFile file, DataKeys keys) {
    this.file = file;
    this.keys = keys;
  }

  /** The number of data keys that got a new wrapping. */
  public CompletionStage<Integer> run() {
    try {
      var rotated = file.open().rotated();
      file.save(rotated);
      return rewrap(rotated, 0, 0);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<Integer> rewrap(MasterKeys rotated, int scans, int total) {
    return keys.rewrapAll(rotated)
        .thenCompose(
            count -> {
              if (count == 0) {
                return destroyOld(rotated, total);
              }
              if (scans >= SCANS_MAX) {
                return CompletableFuture.failedFuture(
                    new IllegalStateException(
                        "another node still wraps by the old master key: run it again"));
              }
              return rewrap(rotated, scans + 1, total + count);
            });
  }

  private CompletionStage<Integer> destroyOld(MasterKeys rotated, int total) {
    var only = rotated.currentOnly();
    try {
      file.save(only);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    keys.use(only);
    return CompletableFuture.completedFuture(total);
  }
}
