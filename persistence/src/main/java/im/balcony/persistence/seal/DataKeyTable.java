package im.balcony.persistence.seal;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Where wrapped data keys live: outside the journal, so that they can be destroyed. */
public interface DataKeyTable {
  CompletionStage<List<WrappedKey>> read(String owner);

  CompletionStage<Void> insert(WrappedKey key);

  /** Stores the key under its new master unless it was removed meanwhile. */
  CompletionStage<Boolean> rewrap(WrappedKey key, String masterIdBefore);

  CompletionStage<Void> remove(String owner, UUID keyId);

  /** Any of the stored keys, at most so many. */
  CompletionStage<List<WrappedKey>> sample(int limit);

  /** Calls back for every stored key, in no order, a few at a time; done when all calls are. */
  CompletionStage<Void> forEach(Function<WrappedKey, CompletionStage<Void>> visit);
}
