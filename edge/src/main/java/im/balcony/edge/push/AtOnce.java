package im.balcony.edge.push;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How many requests one service gets at once; the others wait for their turn, as many as their
 * callers let through. A service that speaks HTTP/1.1 would get a connection for each, and a TLS
 * handshake with it, one of HTTP/2 more streams than it allows (RFC 9113 section 5.1.2).
 */
final class AtOnce {
  private final int max;
  private final Map<String, Service> busy = new HashMap<>(); // guarded by itself

  private static final class Service {
    private final Queue<BooleanSupplier> waiting = new ArrayDeque<>(0);
    private int running;
  }

  AtOnce(int max) {
    this.max = max;
  }

  /**
   * Begins it now or later. What was given up meanwhile (the result is completed) never begins.
   *
   * @param service its name; nothing is kept of one that has nothing to do
   */
  <T> CompletableFuture<T> run(String service, Supplier<CompletionStage<T>> request) {
    var result = new CompletableFuture<T>();
    synchronized (busy) {
      var state = busy.computeIfAbsent(service, name -> new Service());
      if (state.running == max) {
        state.waiting.add(() -> begin(service, request, result));
        return result;
      }
      state.running++;
    }
    if (!begin(service, request, result)) {
      ended(service);
    }
    return result;
  }

  /** False when it was given up. */
  private <T> boolean begin(
      String service, Supplier<CompletionStage<T>> request, CompletableFuture<T> result) {
    if (result.isDone()) {
      return false;
    }
    CompletionStage<T> begun;
    try {
      begun = request.get();
    } catch (RuntimeException e) {
      begun = CompletableFuture.failedFuture(e);
    }
    begun.whenComplete(
        (answer, failure) -> {
          if (failure == null) {
            result.complete(answer);
          } else {
            result.completeExceptionally(failure);
          }
          ended(service);
        });
    return true;
  }

  private void ended(String service) {
    var next = next(service);
    while (next != null && !next.getAsBoolean()) {
      next = next(service);
    }
  }

  private @Nullable BooleanSupplier next(String service) {
    synchronized (busy) {
      var state = busy.get(service);
      if (state == null) {
        return null;
      }
      var next = state.waiting.poll();
      if (next == null && --state.running == 0) {
        busy.remove(service);
      }
      return next;
    }
  }

  /** Services that have something to do. */
  int services() {
    synchronized (busy) {
      return busy.size();
    }
  }
}
