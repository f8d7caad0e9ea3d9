package im.balcony.edge.keys;

import im.balcony.edge.keys.Holders.Holder;
import im.balcony.persistence.seal.MasterKeyText;
import im.balcony.persistence.seal.MasterKeys;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Tells keys to every node that has some, until all have taken them or are gone. */
final class EachHolder implements KeyHolders {
  private final Holders holders;
  private final Duration stepMax;
  private final Executor later;
  private volatile boolean closed;

  /**
   * @param stepMax how long all of them together may take
   * @param askEvery how long a node that did not answer is left alone
   */
  EachHolder(Holders holders, Duration stepMax, Duration askEvery) {
    this.holders = holders;
    this.stepMax = stepMax;
    this.later = CompletableFuture.delayedExecutor(askEvery.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public CompletionStage<Void> keep(MasterKeys masters) {
    return new Step(MasterKeyText.write(masters)).tellThoseLeft();
  }

  @Override
  public void close() {
    closed = true;
  }

  /** One set of keys on its way. */
  private final class Step {
    private final String text;
    private final long end = System.nanoTime() + stepMax.toNanos();
    private final Set<Holder> settled = ConcurrentHashMap.newKeySet();
    private volatile String problem = "no answer";

    Step(String text) {
      this.text = text;
    }

    private CompletionStage<Void> tellThoseLeft() {
      var left = left();
      if (left.isEmpty()) {
        return CompletableFuture.completedFuture(null);
      }
      if (closed || System.nanoTime() > end) {
        return CompletableFuture.failedFuture(
            new IllegalStateException(
                closed
                    ? "the node that did it stops"
                    : "%s did not take the master keys (%s)"
                        .formatted(left.get(0).address(), problem)));
      }
      return CompletableFuture.allOf(
              left.stream().map(this::tell).toArray(CompletableFuture[]::new))
          .thenCompose(done -> left().isEmpty() ? CompletableFuture.completedFuture(null) : pause())
          .thenCompose(done -> tellThoseLeft());
    }

    /** Whoever came meanwhile is among them, whoever is gone is not. */
    private List<Holder> left() {
      return holders.now().stream().filter(holder -> !settled.contains(holder)).toList();
    }

    private CompletableFuture<Void> tell(Holder holder) {
      return holders
          .tell(holder, text)
          .<Void>handle(
              (kept, failure) -> {
                if (failure != null) {
                  problem = String.valueOf(failure.getMessage());
                } else if (kept.problem().isEmpty()) {
                  settled.add(holder);
                } else {
                  problem = kept.problem();
                }
                return null;
              })
          .toCompletableFuture();
    }

    private CompletableFuture<Void> pause() {
      return CompletableFuture.runAsync(() -> {}, later);
    }
  }
}
