package im.balcony.edge.admin;

import im.balcony.actors.user.Accounts;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.ScramKeys;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Accounts in memory. */
final class RecordedAccounts implements Accounts {
  final ConcurrentSkipListMap<Jid, List<ScramKeys>> keys = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<Jid, Integer> busy = new ConcurrentSkipListMap<>();

  /** So many times this account cannot be made for the moment. */
  void busyFor(Jid bareJid, int times) {
    busy.put(bareJid, times);
  }

  @Override
  public CompletionStage<Optional<List<ScramKeys>>> scramKeys(Jid bareJid) {
    return CompletableFuture.completedFuture(Optional.ofNullable(keys.get(bareJid)));
  }

  @Override
  public CompletionStage<Void> create(Jid bareJid, List<ScramKeys> created) {
    if (busy.getOrDefault(bareJid, 0) > 0) {
      busy.merge(bareJid, -1, Integer::sum);
      return CompletableFuture.failedFuture(new IllegalStateException("busy"));
    }
    return keys.putIfAbsent(bareJid, created) == null
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(new AccountExists(bareJid));
  }

  @Override
  public CompletionStage<Boolean> changeKeys(Jid bareJid, List<ScramKeys> changed) {
    return CompletableFuture.completedFuture(keys.replace(bareJid, changed) != null);
  }

  @Override
  public CompletionStage<Boolean> addKeys(Jid bareJid, ScramKeys added) {
    var both =
        keys.computeIfPresent(
            bareJid, (jid, had) -> Stream.concat(had.stream(), Stream.of(added)).toList());
    return CompletableFuture.completedFuture(both != null);
  }

  @Override
  public CompletionStage<Boolean> remove(Jid bareJid) {
    return CompletableFuture.completedFuture(keys.remove(bareJid) != null);
  }

  @Override
  public CompletionStage<List<Jid>> list(String domain, Optional<Jid> after, int max) {
    return CompletableFuture.completedFuture(
        keys.keySet().stream()
            .filter(jid -> jid.domain().equals(domain))
            .filter(jid -> after.isEmpty() || jid.compareTo(after.get()) > 0)
            .limit(max)
            .toList());
  }
}
