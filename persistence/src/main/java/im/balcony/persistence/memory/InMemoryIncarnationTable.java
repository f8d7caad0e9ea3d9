package im.balcony.persistence.memory;

import im.balcony.persistence.account.Incarnation;
import im.balcony.persistence.account.IncarnationTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Incarnations that live as long as this process. */
public final class InMemoryIncarnationTable implements IncarnationTable {
  private final ConcurrentMap<String, String> incarnations = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<Optional<String>> find(String bareJid) {
    return CompletableFuture.completedFuture(Optional.ofNullable(incarnations.get(bareJid)));
  }

  @Override
  public CompletionStage<Incarnation> create(String bareJid, String proposedIncarnation) {
    var before = incarnations.putIfAbsent(bareJid, proposedIncarnation);
    return CompletableFuture.completedFuture(
        before == null
            ? new Incarnation(proposedIncarnation, true)
            : new Incarnation(before, false));
  }

  @Override
  public CompletionStage<Boolean> remove(String bareJid, String incarnation) {
    return CompletableFuture.completedFuture(incarnations.remove(bareJid, incarnation));
  }

  @Override
  public CompletionStage<List<String>> list(String domain) {
    return CompletableFuture.completedFuture(
        incarnations.keySet().stream()
            .filter(bareJid -> bareJid.endsWith("@" + domain))
            .sorted()
            .toList());
  }
}
