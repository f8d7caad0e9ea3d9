package im.balcony.persistence.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link IncarnationTable} does. */
public interface IncarnationTableContract {
  IncarnationTable incarnations();

  private static String freshDomain() {
    return "d" + UUID.randomUUID() + ".example";
  }

  @Test
  default void anAddressIsGivenAwayOnce() {
    var table = incarnations();
    var romeo = Jid.of("romeo", freshDomain(), null);
    assertEquals(Optional.empty(), table.find(romeo).toCompletableFuture().join());
    assertEquals(
        new Incarnation("i1", true), table.create(romeo, "i1").toCompletableFuture().join());
    assertEquals(
        new Incarnation("i1", false), table.create(romeo, "i2").toCompletableFuture().join());
    assertEquals(Optional.of("i1"), table.find(romeo).toCompletableFuture().join());
  }

  @Test
  default void ofManyAtOnceOneWins() {
    var table = incarnations();
    var romeo = Jid.of("romeo", freshDomain(), null);
    var attempts =
        IntStream.range(0, 8)
            .mapToObj(i -> table.create(romeo, "i" + i).toCompletableFuture())
            .toList();
    CompletableFuture.allOf(attempts.toArray(CompletableFuture[]::new)).join();
    assertEquals(1, attempts.stream().filter(attempt -> attempt.join().created()).count());
    assertEquals(1, attempts.stream().map(attempt -> attempt.join().id()).distinct().count());
  }

  @Test
  default void onlyItsOwnIncarnationFreesAnAddress() {
    var table = incarnations();
    var romeo = Jid.of("romeo", freshDomain(), null);
    table.create(romeo, "i1").toCompletableFuture().join();
    assertFalse(table.remove(romeo, "i0").toCompletableFuture().join());
    assertTrue(table.remove(romeo, "i1").toCompletableFuture().join());
    assertTrue(table.create(romeo, "i2").toCompletableFuture().join().created());
  }

  @Test
  default void aDomainListsItsOwnSorted() {
    var table = incarnations();
    var domain = freshDomain();
    for (var local : List.of("tybalt", "juliet", "nurse")) {
      table.create(Jid.of(local, domain, null), local).toCompletableFuture().join();
    }
    table.create(Jid.of("romeo", freshDomain(), null), "r").toCompletableFuture().join();
    table.remove(Jid.of("nurse", domain, null), "nurse").toCompletableFuture().join();
    assertEquals(
        List.of(Jid.of("juliet", domain, null), Jid.of("tybalt", domain, null)),
        table.list(domain, Optional.empty(), 10).toCompletableFuture().join());
  }

  @Test
  default void aLongListComesInPagesOfWhatExists() {
    var table = incarnations();
    var domain = freshDomain();
    var kept = new ArrayList<Jid>();
    for (var i = 10; i < 60; i++) {
      var jid = Jid.of("u" + i, domain, null);
      table.create(jid, "i" + i).toCompletableFuture().join();
      if (i % 3 == 0) {
        table.remove(jid, "i" + i).toCompletableFuture().join();
      } else {
        kept.add(jid);
      }
    }
    var listed = new ArrayList<Jid>();
    Optional<Jid> after = Optional.empty();
    List<Jid> page;
    do {
      page = table.list(domain, after, 7).toCompletableFuture().join();
      listed.addAll(page);
      after = listed.isEmpty() ? after : Optional.of(listed.get(listed.size() - 1));
    } while (page.size() == 7);
    assertEquals(kept, listed);
  }
}
