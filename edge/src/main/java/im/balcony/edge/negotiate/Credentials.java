package im.balcony.edge.negotiate;

import im.balcony.actors.user.Accounts;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.DecoyKeys;
import im.balcony.protocol.sasl.ScramKeys;
import im.balcony.protocol.sasl.ScramMechanism;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The stored keys of whoever logs in, and decoys for those who do not exist, in the same time.
 * Hashing of passwords runs on its own threads, never on an event loop.
 */
public final class Credentials {
  private final Accounts accounts;
  private final DecoyKeys decoys;
  private final Executor derivation;
  private final ScheduledExecutorService timer;
  private final LookupTimes times;

  /**
   * Wires the port.
   *
   * @param derivation bounded; it refuses what it cannot queue
   * @param timer any event loop group will do
   * @param lookupWaitMillisMax no answer is held back longer to be like the others
   */
  public Credentials(
      Accounts accounts,
      DecoyKeys decoys,
      Executor derivation,
      ScheduledExecutorService timer,
      int lookupWaitMillisMax) {
    this.accounts = accounts;
    this.decoys = decoys;
    this.derivation = derivation;
    this.timer = timer;
    this.times = new LookupTimes(TimeUnit.MILLISECONDS.toNanos(lookupWaitMillisMax));
  }

  /** Keys of this mechanism: the account's, or decoys that no password fits. */
  CompletionStage<ScramKeys> keys(Jid account, ScramMechanism mechanism) {
    return lookUp(account)
        .thenApply(
            found ->
                found.stream()
                    .flatMap(List::stream)
                    .filter(keys -> keys.mechanism() == mechanism)
                    .findFirst()
                    .orElseGet(() -> decoys.of(mechanism, account)));
  }

  /** Whether this is the account's password; as slow for an account that does not exist. */
  CompletionStage<Boolean> isPassword(Jid account, String password) {
    return lookUp(account)
        .thenCompose(
            found -> {
              var keys = found.flatMap(Credentials::strongest);
              return derive(
                  () ->
                      keys.orElseGet(() -> decoys.of(ScramMechanism.SCRAM_SHA_256, account))
                              .matches(password)
                          && keys.isPresent());
            });
  }

  private static Optional<ScramKeys> strongest(List<ScramKeys> keys) {
    return keys.stream().max(java.util.Comparator.comparing(ScramKeys::mechanism));
  }

  private CompletionStage<Optional<List<ScramKeys>>> lookUp(Jid account) {
    return inEqualTime(() -> accounts.scramKeys(account));
  }

  /** Asks an account; whether there is one does not show in the time of the answer. */
  <T> CompletionStage<Optional<T>> inEqualTime(Supplier<CompletionStage<Optional<T>>> question) {
    long began = System.nanoTime();
    return question
        .get()
        .thenCompose(
            found -> {
              long rest = times.restNanos(found.isPresent(), System.nanoTime() - began);
              return rest == 0 ? CompletableFuture.completedFuture(found) : later(found, rest);
            });
  }

  private <T> CompletableFuture<T> later(T value, long nanos) {
    var later = new CompletableFuture<T>();
    var unused = timer.schedule(() -> later.complete(value), nanos, TimeUnit.NANOSECONDS);
    return later;
  }

  /**
   * Runs costly hashing; fails at once with {@link RejectedExecutionException} when too much waits.
   */
  <T> CompletableFuture<T> derive(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, derivation);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(full);
    }
  }

  Accounts accounts() {
    return accounts;
  }
}
