package im.balcony.persistence.seal;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The master keys of a running node, in its file and in use. */
public final class KeptMasters {
  private final MasterKeyFile file;
  private final DataKeys keys;

  public KeptMasters(MasterKeyFile file, DataKeys keys) {
    this.file = file;
    this.keys = keys;
  }

  public MasterKeys now() {
    return keys.masters();
  }

  /**
   * Takes the cluster's keys in place of the ones here: durable before they are used. To repeat it
   * changes nothing. Writes a file; not to be called where nothing may block.
   *
   * @return done when no data key is being stored under other keys any more; fails with {@link
   *     IOException} when the file cannot be written, with {@link ForeignMastersException} when
   *     they are of another cluster or older
   */
  public synchronized CompletionStage<Void> keep(MasterKeys masters) {
    if (!masters.follow(now())) {
      return CompletableFuture.failedFuture(new ForeignMastersException());
    }
    try {
      file.save(masters);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    return keys.use(masters);
  }

  /** Likewise, but keys from before the ones here are passed over. */
  public synchronized CompletionStage<Void> keepNewer(MasterKeys masters) {
    return now().follow(masters) && !masters.follow(now())
        ? CompletableFuture.completedFuture(null)
        : keep(masters);
  }
}
