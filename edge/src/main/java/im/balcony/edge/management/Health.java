package im.balcony.edge.management;

import im.balcony.edge.settings.ManagementSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node can serve: only when it was opened completely, is not told to stop, and every
 * part of it answers in time. What was found is told again for a moment, so that no flood of
 * questions reaches the database.
 */
public final class Health {
  private static final String STARTING = "this node is starting";
  private static final String STOPPING = "this node is draining";

  private final ManagementSettings settings;
  private final LongSupplier nanoClock;
  private @Nullable List<ReadyCheck> checks;
  private boolean isStopping;
  private @Nullable CompletableFuture<List<String>> last;
  private long lastAtNanos;

  public Health(ManagementSettings settings, LongSupplier nanoClock) {
    this.settings = settings;
    this.nanoClock = nanoClock;
  }

  /** Everything is open: from now on these parts decide. */
  public synchronized void serve(List<ReadyCheck> parts) {
    checks = List.copyOf(parts);
    last = null;
  }

  /** From now on this node is not ready, whatever its parts say; for good. */
  public synchronized void stopServing() {
    isStopping = true;
  }

  /** Why this node cannot serve, a line each; empty when it can. Never fails, never late. */
  public synchronized CompletionStage<List<String>> problems() {
    if (isStopping || checks == null) {
      return CompletableFuture.completedFuture(List.of(isStopping ? STOPPING : STARTING));
    }
    var known = last;
    if (known == null || (known.isDone() && isOld())) {
      lastAtNanos = nanoClock.getAsLong();
      known = asked(checks);
      last = known;
    }
    // Told to stop while it was asked: then the answer is old.
    return known.thenApply(found -> isStopping() ? List.of(STOPPING) : found);
  }

  private boolean isOld() {
    return nanoClock.getAsLong() - lastAtNanos > settings.freshFor().toNanos();
  }

  private synchronized boolean isStopping() {
    return isStopping;
  }

  private CompletableFuture<List<String>> asked(List<ReadyCheck> parts) {
    var answers = parts.stream().map(this::asked).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              var problems = new ArrayList<String>();
              answers.forEach(answer -> answer.join().ifPresent(problems::add));
              return List.copyOf(problems);
            });
  }

  private CompletableFuture<Optional<String>> asked(ReadyCheck part) {
    return problem(part)
        .copy()
        .completeOnTimeout(
            Optional.of("no answer within " + settings.checkMax().toMillis() + " ms"),
            settings.checkMax().toMillis(),
            TimeUnit.MILLISECONDS)
        .exceptionally(failure -> Optional.of(reason(failure)))
        .thenApply(found -> found.map(why -> part.name() + ": " + why));
  }

  private static CompletableFuture<Optional<String>> problem(ReadyCheck part) {
    try {
      return part.problem().toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static String reason(Throwable failure) {
    var cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    var message =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return message.lines().findFirst().orElse(cause.getClass().getSimpleName());
  }
}
