package im.balcony.edge;

import im.balcony.actors.user.Accounts;
import im.balcony.persistence.account.IncarnationTable;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.ScramKeys;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stands where the accounts will be wired. */
record PendingAccounts(IncarnationTable incarnations) implements Accounts {
  @Override
  public CompletionStage<Optional<List<ScramKeys>>> scramKeys(Jid bareJid) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public CompletionStage<Void> create(Jid bareJid, List<ScramKeys> keys) {
    return CompletableFuture.failedFuture(new IllegalStateException("not wired yet"));
  }

  @Override
  public CompletionStage<Boolean> changeKeys(Jid bareJid, List<ScramKeys> keys) {
    return CompletableFuture.completedFuture(false);
  }

  @Override
  public CompletionStage<Boolean> remove(Jid bareJid) {
    return CompletableFuture.completedFuture(false);
  }

  @Override
  public CompletionStage<List<Jid>> list(String domain, Optional<Jid> after, int max) {
    return incarnations.list(domain);
  }
}
