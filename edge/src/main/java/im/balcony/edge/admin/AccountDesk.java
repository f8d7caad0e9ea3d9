package im.balcony.edge.admin;

import im.balcony.actors.start.NewKeys;
import im.balcony.actors.user.Accounts;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.ScramKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the operator's requests about accounts. */
public final class AccountDesk {
  private static final Logger LOG = LoggerFactory.getLogger(AccountDesk.class);
  private static final int IMPORT_TRIES = 4;
  private static final AdminReply MADE = AdminReply.imported(1, 0, List.of());
  private static final AdminReply EXISTED = AdminReply.imported(0, 1, List.of());
  private static final AdminReply BAD_PASSWORD =
      AdminReply.problem(
          "this password cannot be used: it is empty, longer than %d characters, or has characters that SASLprep forbids"
              .formatted(ScramKeys.PASSWORD_CHARS_MAX));

  private final Accounts accounts;
  private final Set<String> domains;
  private final AdminSettings settings;
  private final NewKeys newKeys;
  private final Semaphore inFlight;

  public AccountDesk(
      Accounts accounts, NewKeys newKeys, List<String> domains, AdminSettings settings) {
    this.accounts = accounts;
    this.domains = new HashSet<>(domains);
    this.settings = settings;
    this.newKeys = newKeys;
    this.inFlight = new Semaphore(settings.importInFlightMax());
  }

  CompletionStage<AdminReply> add(AdminRequest.AddUser add) {
    return forAccount(
        add.jid(),
        jid ->
            withKeys(
                add.password(),
                keys -> accounts.create(jid, keys).thenApply(created -> AdminReply.done())));
  }

  CompletionStage<AdminReply> changePassword(AdminRequest.ChangePassword change) {
    return forAccount(
        change.jid(),
        jid ->
            withKeys(
                change.password(),
                keys -> accounts.changeKeys(jid, keys).thenApply(found -> found(found, jid))));
  }

  CompletionStage<AdminReply> remove(AdminRequest.RemoveUser remove) {
    return forAccount(
        remove.jid(), jid -> accounts.remove(jid).thenApply(found -> found(found, jid)));
  }

  CompletionStage<AdminReply> list(AdminRequest.ListUsers list) {
    if (!domains.contains(list.domain())) {
      return answer(notServed(list.domain()));
    }
    var after = Optional.ofNullable(list.after()).flatMap(Jid::tryParse);
    return accounts
        .list(list.domain(), after, settings.listPageMax())
        .thenApply(
            page ->
                AdminReply.users(
                    page.stream().map(Jid::toString).toList(),
                    page.size() >= settings.listPageMax()));
  }

  /** Makes the accounts of a batch, each on its own: one bad row does not stop the others. */
  CompletionStage<AdminReply> importAll(AdminRequest.ImportUsers batch) {
    if (batch.rows().size() > settings.importBatchMax()) {
      return answer(
          AdminReply.problem(
              "more than %d accounts in one request".formatted(settings.importBatchMax())));
    }
    var outcomes = new ArrayList<CompletableFuture<AdminReply>>();
    for (var row : batch.rows()) {
      outcomes.add(importOne(row).toCompletableFuture());
    }
    return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
        .thenApply(all -> summary(batch.rows(), outcomes));
  }

  private static AdminReply summary(
      List<ImportRow> rows, List<CompletableFuture<AdminReply>> outcomes) {
    var added = 0;
    var existed = 0;
    var refused = new ArrayList<String>();
    for (var i = 0; i < rows.size(); i++) {
      var outcome = outcomes.get(i).join();
      added += outcome.added();
      existed += outcome.existed();
      if (outcome.problem() != null) {
        refused.add("line " + rows.get(i).line() + ": " + outcome.problem());
      }
    }
    return AdminReply.imported(added, existed, refused);
  }

  private CompletionStage<AdminReply> importOne(ImportRow row) {
    inFlight.acquireUninterruptibly();
    return forAccount(row.jid(), jid -> importKeys(jid, row))
        .whenComplete((reply, failure) -> inFlight.release());
  }

  private CompletionStage<AdminReply> importKeys(Jid jid, ImportRow row) {
    var password = row.password();
    if (password != null && !password.isEmpty()) {
      return withKeys(password, keys -> make(jid, keys, IMPORT_TRIES));
    }
    return GivenKeys.of(row)
        .map(keys -> make(jid, keys, IMPORT_TRIES))
        .orElseGet(() -> CompletableFuture.completedFuture(noKeys()));
  }

  /**
   * A busy journal refuses for a moment: an import tries again. That the account is there the
   * second time means that the first time was only slow to answer.
   */
  private CompletionStage<AdminReply> make(Jid jid, List<ScramKeys> keys, int tries) {
    return accounts
        .create(jid, keys)
        .thenApply(created -> MADE)
        .exceptionallyCompose(
            failure -> {
              if (causeOf(failure) instanceof Accounts.AccountExists) {
                return answer(tries < IMPORT_TRIES ? MADE : EXISTED);
              }
              return tries <= 1
                  ? CompletableFuture.failedFuture(failure)
                  : make(jid, keys, tries - 1);
            });
  }

  private static AdminReply noKeys() {
    return AdminReply.problem(
        "neither a password nor keys written as iterations:salt:storedKey:serverKey");
  }

  private CompletionStage<AdminReply> withKeys(String password, Step<List<ScramKeys>> whenDerived) {
    return newKeys
        .of(password)
        .thenCompose(keys -> keys.isPresent() ? whenDerived.on(keys.get()) : answer(BAD_PASSWORD));
  }

  /** Does the step for a bare address of a served domain, and puts its failure into words. */
  private CompletionStage<AdminReply> forAccount(String text, Step<Jid> step) {
    var jid = Jid.tryParse(text).filter(parsed -> parsed.isBare() && parsed.local() != null);
    if (jid.isEmpty()) {
      return answer(AdminReply.problem(text + " is not an address like name@domain"));
    }
    if (!domains.contains(jid.get().domain())) {
      return answer(notServed(jid.get().domain()));
    }
    return step.on(jid.get()).exceptionally(failure -> inWords(jid.get(), failure));
  }

  private AdminReply notServed(String domain) {
    return AdminReply.problem(
        "domain %s is not served here (%s): start the node with --domain %s"
            .formatted(domain, String.join(", ", domains), domain));
  }

  private static AdminReply inWords(Jid jid, Throwable failure) {
    var cause = causeOf(failure);
    if (cause instanceof Accounts.AccountExists) {
      return AdminReply.problem(jid + " exists already");
    }
    LOG.warn("request about {} failed", jid, cause);
    return AdminReply.problem(
        jid
            + ": the node could not do it now ("
            + cause.getClass().getSimpleName()
            + "), try again");
  }

  private static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static AdminReply found(boolean found, Jid jid) {
    return found ? AdminReply.done() : AdminReply.problem("there is no account " + jid);
  }

  private static CompletionStage<AdminReply> answer(AdminReply reply) {
    return CompletableFuture.completedFuture(reply);
  }

  private interface Step<T> {
    CompletionStage<AdminReply> on(T value);
  }
}
