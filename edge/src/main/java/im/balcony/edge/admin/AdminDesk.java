package im.balcony.edge.admin;

import im.balcony.edge.keys.KeyRotations;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Gives each request to whoever answers it. */
public final class AdminDesk implements Function<AdminRequest, CompletionStage<AdminReply>> {
  private final AccountDesk accounts;
  private final CallRecordDesk calls;
  private final KeyRotations rotations;
  private final Runnable drain;
  private final Supplier<List<String>> status;

  public AdminDesk(
      AccountDesk accounts,
      CallRecordDesk calls,
      KeyRotations rotations,
      Runnable drain,
      Supplier<List<String>> status) {
    this.accounts = accounts;
    this.calls = calls;
    this.rotations = rotations;
    this.drain = drain;
    this.status = status;
  }

  @Override
  public CompletionStage<AdminReply> apply(AdminRequest request) {
    if (request instanceof AdminRequest.AddUser add) {
      return accounts.add(add);
    } else if (request instanceof AdminRequest.ChangePassword change) {
      return accounts.changePassword(change);
    } else if (request instanceof AdminRequest.RemoveUser remove) {
      return accounts.remove(remove);
    } else if (request instanceof AdminRequest.ListUsers list) {
      return accounts.list(list);
    } else if (request instanceof AdminRequest.ImportUsers batch) {
      return accounts.importAll(batch);
    } else if (request instanceof AdminRequest.ExportCalls export) {
      return calls.export(export);
    } else if (request instanceof AdminRequest.RotateKey) {
      return rotations.begin().thenApply(AdminReply::rotation);
    } else if (request instanceof AdminRequest.Rotation) {
      return rotations.look().thenApply(AdminReply::rotation);
    } else if (request instanceof AdminRequest.Drain) {
      drain.run();
      return CompletableFuture.completedFuture(AdminReply.done());
    }
    return CompletableFuture.completedFuture(AdminReply.status(status.get()));
  }
}
