package im.balcony.persistence.cassandra;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import im.balcony.persistence.account.Incarnation;
import im.balcony.persistence.account.IncarnationTable;
import im.balcony.protocol.jid.Jid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Incarnations in Cassandra. The row of the address decides, by compare and set; the lists by
 * domain are written before it and freed after it, so they may name too much, never too little.
 */
public final class CassandraIncarnationTable implements IncarnationTable {
  private static final int BUCKETS = 16;
  private static final int FINDS_IN_FLIGHT_MAX = 128;

  /** As the table has them: not Java's order of characters beyond the first plane. */
  private static final Comparator<Jid> BY_BYTES =
      Comparator.comparing(jid -> jid.toString().getBytes(UTF_8), Arrays::compareUnsigned);

  private final CqlStatements cql;
  private final String find;
  private final String create;
  private final String remove;
  private final String insertListed;
  private final String removeListed;
  private final String selectListed;

  public CassandraIncarnationTable(CqlStatements cql) {
    this.cql = cql;
    var table = cql.table("incarnations");
    var listed = cql.table("incarnations_by_domain");
    find = "SELECT incarnation FROM " + table + " WHERE bare_jid = ?";
    create = "INSERT INTO " + table + " (bare_jid, incarnation) VALUES (?, ?) IF NOT EXISTS";
    remove = "DELETE FROM " + table + " WHERE bare_jid = ? IF incarnation = ?";
    insertListed = "INSERT INTO " + listed + " (domain, bucket, bare_jid) VALUES (?, ?, ?)";
    removeListed = "DELETE FROM " + listed + " WHERE domain = ? AND bucket = ? AND bare_jid = ?";
    selectListed =
        "SELECT bare_jid FROM "
            + listed
            + " WHERE domain = ? AND bucket = ? AND bare_jid > ? LIMIT ?";
  }

  @Override
  public CompletionStage<Optional<String>> find(Jid bareJid) {
    return cql.one(find, bareJid.toString())
        .thenApply(
            row -> row == null ? Optional.empty() : Optional.of(Cells.text(row, "incarnation")));
  }

  @Override
  public CompletionStage<Incarnation> create(Jid bareJid, String proposedIncarnation) {
    return cql.write(insertListed, bareJid.domain(), bucket(bareJid), bareJid.toString())
        .thenCompose(done -> cql.execute(create, bareJid.toString(), proposedIncarnation))
        .thenApply(result -> incarnation(result, proposedIncarnation));
  }

  @Override
  public CompletionStage<Boolean> remove(Jid bareJid, String incarnation) {
    return cql.execute(remove, bareJid.toString(), incarnation)
        .thenApply(AsyncResultSet::wasApplied)
        .thenCompose(
            applied ->
                applied
                    ? cql.write(removeListed, bareJid.domain(), bucket(bareJid), bareJid.toString())
                        .thenApply(done -> true)
                    : CompletableFuture.completedFuture(false));
  }

  @Override
  public CompletionStage<List<Jid>> list(String domain, Optional<Jid> after, int max) {
    return collect(domain, after.map(Jid::toString).orElse(""), max, List.of());
  }

  /** Each bucket gives its next ones in order: the first of all of them are the next page. */
  private CompletionStage<List<Jid>> collect(
      String domain, String after, int max, List<Jid> collected) {
    CompletionStage<List<Jid>> listed = CompletableFuture.completedFuture(new ArrayList<>());
    for (var bucket = 0; bucket < BUCKETS; bucket++) {
      var rows =
          cql.all(
              row -> Jid.parse(Cells.text(row, "bare_jid")),
              selectListed,
              domain,
              bucket,
              after,
              max);
      listed =
          listed.thenCombine(
              rows,
              (all, more) -> {
                all.addAll(more);
                return all;
              });
    }
    return listed.thenCompose(
        candidates -> {
          var next = candidates.stream().sorted(BY_BYTES).limit(max).toList();
          return existing(next, 0, new ArrayList<>(collected))
              .thenCompose(
                  found ->
                      next.size() < max || found.size() >= max
                          ? CompletableFuture.completedFuture(
                              found.subList(0, Math.min(max, found.size())))
                          : collect(domain, next.get(max - 1).toString(), max, found));
        });
  }

  private CompletionStage<List<Jid>> existing(List<Jid> candidates, int from, List<Jid> found) {
    if (from >= candidates.size()) {
      return CompletableFuture.completedFuture(found);
    }
    var some = candidates.subList(from, Math.min(from + FINDS_IN_FLIGHT_MAX, candidates.size()));
    var answers = some.stream().map(this::find).map(CompletionStage::toCompletableFuture).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenCompose(
            done -> {
              for (var i = 0; i < some.size(); i++) {
                if (answers.get(i).join().isPresent()) {
                  found.add(some.get(i));
                }
              }
              return existing(candidates, from + some.size(), found);
            });
  }

  private static Incarnation incarnation(AsyncResultSet result, String proposed) {
    if (result.wasApplied()) {
      return new Incarnation(proposed, true);
    }
    var row = result.one();
    if (row == null) {
      throw new IllegalStateException("a refused insert names what is there");
    }
    var present = Cells.text(row, "incarnation");
    // the driver may have sent it twice: then the first of the two was ours
    return new Incarnation(present, present.equals(proposed));
  }

  private static int bucket(Jid bareJid) {
    return Math.floorMod(bareJid.toString().hashCode(), BUCKETS);
  }
}
