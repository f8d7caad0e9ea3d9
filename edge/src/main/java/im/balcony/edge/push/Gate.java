package im.balcony.edge.push;

import im.balcony.actors.port.PushOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one provider is given at once: what does not fit is refused for the moment, nothing queues.
 * A provider that says it is overloaded is left alone.
 */
final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final String provider;
  private final Semaphore free;
  private final Duration pauseMax;
  private final Clock clock;
  private volatile Instant closedUntil = Instant.MIN;

  Gate(String provider, GatewaySettings settings, Clock clock) {
    this.provider = provider;
    this.free = new Semaphore(settings.inFlightMax());
    this.pauseMax = settings.pauseMax();
    this.clock = clock;
  }

  /** Begins it if it may; whatever goes wrong is an outcome. */
  CompletionStage<PushOutcome> pass(Supplier<CompletionStage<PushOutcome>> send) {
    if (clock.instant().isBefore(closedUntil) || !free.tryAcquire()) {
      return CompletableFuture.completedFuture(PushOutcome.TRY_LATER);
    }
    return begun(send)
        .handle(
            (outcome, failure) -> {
              free.release();
              if (failure == null) {
                return outcome;
              }
              // The message of a failure may tell an address that is a secret: its kind does not.
              LOG.warn("{} does not answer: {}", provider, kind(failure));
              return PushOutcome.TRY_LATER;
            });
  }

  private static CompletionStage<PushOutcome> begun(Supplier<CompletionStage<PushOutcome>> send) {
    try {
      return send.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static String kind(Throwable failure) {
    var inner = failure;
    while (inner.getCause() != null && inner instanceof CompletionException) {
      inner = inner.getCause();
    }
    return inner.getClass().getSimpleName();
  }

  /**
   * It is overloaded.
   *
   * @param wanted how long it wants to be left alone
   */
  void pause(Duration wanted) {
    var pause = wanted.compareTo(pauseMax) > 0 ? pauseMax : wanted;
    closedUntil = clock.instant().plus(pause);
    LOG.warn("{} is overloaded: it gets nothing for {}", provider, pause);
  }
}
