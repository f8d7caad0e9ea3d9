package im.balcony.persistence.seal;

import im.balcony.persistence.memory.InMemoryDataKeyTable;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A table in memory whose inserts and answers can be held back. */
final class HeldKeyTable implements DataKeyTable {
  private final InMemoryDataKeyTable table = new InMemoryDataKeyTable();
  private CompletableFuture<Void> inserts = CompletableFuture.completedFuture(null);
  private CompletableFuture<Void> answers = CompletableFuture.completedFuture(null);

  /** Inserts from here on wait for the stage to be completed. */
  CompletableFuture<Void> holdInserts() {
    inserts = new CompletableFuture<>();
    return inserts;
  }

  /** What is read from here on is told only when the stage is completed. */
  CompletableFuture<Void> holdAnswers() {
    answers = new CompletableFuture<>();
    return answers;
  }

  void release() {
    inserts = CompletableFuture.completedFuture(null);
    answers = CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<List<WrappedKey>> read(String owner) {
    var found = table.read(owner);
    return answers.thenCompose(now -> found);
  }

  @Override
  public CompletionStage<Void> insert(WrappedKey key) {
    return inserts.thenCompose(now -> table.insert(key));
  }

  @Override
  public CompletionStage<Boolean> rewrap(WrappedKey key, String masterIdBefore) {
    return table.rewrap(key, masterIdBefore);
  }

  @Override
  public CompletionStage<Void> remove(String owner, UUID keyId) {
    return table.remove(owner, keyId);
  }

  @Override
  public CompletionStage<List<WrappedKey>> sample(int limit) {
    return table.sample(limit);
  }

  @Override
  public CompletionStage<Void> forEach(Function<WrappedKey, CompletionStage<Void>> visit) {
    return table.forEach(visit);
  }
}
