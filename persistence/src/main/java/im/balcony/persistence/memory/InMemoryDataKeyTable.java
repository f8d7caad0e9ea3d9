package im.balcony.persistence.memory;

import im.balcony.persistence.seal.DataKeyTable;
import im.balcony.persistence.seal.WrappedKey;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Wrapped data keys that live as long as this process. */
public final class InMemoryDataKeyTable implements DataKeyTable {
  private final ConcurrentMap<UUID, WrappedKey> keys = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<List<WrappedKey>> read(String owner) {
    return CompletableFuture.completedFuture(
        keys.values().stream().filter(key -> key.owner().equals(owner)).toList());
  }

  @Override
  public CompletionStage<Void> insert(WrappedKey key) {
    keys.put(key.keyId(), key);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Boolean> rewrap(WrappedKey key, String masterIdBefore) {
    var applied = new AtomicBoolean();
    keys.computeIfPresent(
        key.keyId(),
        (id, stored) -> {
          var same = stored.masterId().equals(masterIdBefore);
          applied.set(same);
          return same ? key : stored;
        });
    return CompletableFuture.completedFuture(applied.get());
  }

  @Override
  public CompletionStage<Void> remove(String owner, UUID keyId) {
    keys.computeIfPresent(keyId, (id, stored) -> stored.owner().equals(owner) ? null : stored);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<List<WrappedKey>> sample(int limit) {
    return CompletableFuture.completedFuture(keys.values().stream().limit(limit).toList());
  }

  @Override
  public CompletionStage<Void> forEach(Function<WrappedKey, CompletionStage<Void>> visit) {
    return CompletableFuture.allOf(
        keys.values().stream()
            .map(key -> visit.apply(key).toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }
}
