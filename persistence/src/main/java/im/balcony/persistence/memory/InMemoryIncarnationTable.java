package im.balcony.persistence.memory;

import im.balcony.persistence.account.Incarnation;
import im.balcony.persistence.account.IncarnationTable;
import im.balcony.protocol.jid.Jid;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Incarnations that live as long as this process. */
public final class InMemoryIncarnationTable implements IncarnationTable {
  private final ConcurrentMap<Jid, String> incarnations = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<Optional<String>> find(Jid bareJid) {
    return CompletableFuture.completedFuture(Optional.ofNullable(incarnations.get(bareJid)));
  }

  @Override
  public CompletionStage<Incarnation> create(Jid bareJid, String proposedIncarnation) {
    var before = incarnations.putIfAbsent(bareJid, proposedIncarnation);
    return CompletableFuture.completedFuture(
        before == null
            ? new Incarnation(proposedIncarnation, true)
            : new Incarnation(before, false));
  }

  @Override
  public CompletionStage<Boolean> remove(Jid bareJid, String incarnation) {
    return CompletableFuture.completedFuture(incarnations.remove(bareJid, incarnation));
  }

  @Override
  public CompletionStage<List<Jid>> list(String domain, Optional<Jid> after, int max) {
    return CompletableFuture.completedFuture(
        incarnations.keySet().stream()
            .filter(bareJid -> bareJid.domain().equals(domain))
            .filter(bareJid -> after.isEmpty() || bareJid.compareTo(after.get()) > 0)
            .sorted()
            .limit(max)
            .toList());
  }
}
