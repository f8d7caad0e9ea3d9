package im.balcony.edge.admin;

import im.balcony.actors.start.NewKeys;
import im.balcony.protocol.sasl.ScramKeys;
import im.balcony.protocol.sasl.ScramMechanism;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Turns a password into what is stored of it (RFC 5802 section 3): slow on purpose, so on a few
 * threads of its own.
 */
public final class KeyDerivation implements NewKeys, AutoCloseable {
  private static final List<ScramMechanism> MECHANISMS =
      List.of(ScramMechanism.SCRAM_SHA_1, ScramMechanism.SCRAM_SHA_256);

  private final SecureRandom random = new SecureRandom();
  private final int iterations;
  private final int saltBytes;
  private final ExecutorService threads;

  public KeyDerivation(AdminSettings settings) {
    this.iterations = settings.scramIterations();
    this.saltBytes = settings.saltBytes();
    this.threads =
        new ThreadPoolExecutor(
            settings.derivationThreads(),
            settings.derivationThreads(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.derivationsWaitingMax()),
            task -> {
              var thread = new Thread(task, "key-derivation");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Empty when the password cannot be one (empty, too long, characters that SASLprep forbids). */
  @Override
  public CompletionStage<Optional<List<ScramKeys>>> of(String password) {
    try {
      return CompletableFuture.supplyAsync(() -> derive(password), threads);
    } catch (RejectedExecutionException tooManyWait) {
      return CompletableFuture.failedFuture(tooManyWait);
    }
  }

  private Optional<List<ScramKeys>> derive(String password) {
    if (password.isEmpty()) {
      return Optional.empty();
    }
    var keys = new ArrayList<ScramKeys>();
    for (var mechanism : MECHANISMS) {
      var salt = new byte[saltBytes];
      random.nextBytes(salt);
      var derived = ScramKeys.derive(mechanism, password, salt, iterations);
      if (derived.isEmpty()) {
        return Optional.empty();
      }
      keys.add(derived.get());
    }
    return Optional.of(keys);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
