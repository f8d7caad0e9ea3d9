package im.balcony.persistence.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Many reads at once. */
final class Stages {
  private Stages() {}

  /** The results in the order of the stages; fails when one of them does. */
  static <T> CompletionStage<List<T>> all(List<? extends CompletionStage<T>> stages) {
    var futures = stages.stream().map(CompletionStage::toCompletableFuture).toList();
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            done -> {
              var results = new ArrayList<T>(futures.size());
              futures.forEach(future -> results.add(future.join()));
              return results;
            });
  }
}
