package im.balcony.actors.user.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.archive.ArchiveException;
import im.balcony.persistence.archive.ExceptionsTable;
import im.balcony.persistence.event.index.IndexEvent.MessageRemoved;
import im.balcony.persistence.memory.InMemoryExceptionsTable;
import java.time.Instant;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken back goes with its corrections, however often the way there is cut. */
class IndexExceptionsTest {
  private static final String ACCOUNT = "life-1";
  private static final String LOG = "conversation-1";

  private final InMemoryExceptionsTable table = new InMemoryExceptionsTable();

  /** A table that dies after some writes. */
  private record Dying(ExceptionsTable table, int[] writesLeft) implements ExceptionsTable {

    @Override
    public CompletionStage<Void> raise(String account, String log, long version, long id) {
      return table.raise(account, log, version, id);
    }

    @Override
    public CompletionStage<Void> hide(String account, String log, long version) {
      return table.hide(account, log, version);
    }

    @Override
    public CompletionStage<Void> rewrite(String account, String log, long version, long by) {
      return writesLeft[0]-- > 0
          ? table.rewrite(account, log, version, by)
          : CompletableFuture.failedFuture(new IllegalStateException("dead"));
    }

    @Override
    public CompletionStage<SortedMap<Long, ArchiveException>> read(
        String account, String log, long from, long to) {
      return table.read(account, log, from, to);
    }
  }

  /** Message 1, corrected by 2, which 3 corrects, which 4 corrects. */
  private void corrections() {
    for (long version = 1; version < 4; version++) {
      table.rewrite(ACCOUNT, LOG, version, version + 1).toCompletableFuture().join();
    }
  }

  private CompletableFuture<Void> remove(ExceptionsTable into) {
    var exceptions = new IndexExceptions(into, ACCOUNT);
    exceptions.add(new MessageRemoved(9, LOG, "juliet@localhost", "chat", 1, 0, 1, Instant.EPOCH));
    return exceptions.written().toCompletableFuture();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aDeathInTheMiddleLosesNoCorrection(int writes) {
    corrections();
    assertTrue(remove(new Dying(table, new int[] {writes})).isCompletedExceptionally());

    remove(table).join();

    var marks = table.read(ACCOUNT, LOG, 1, 4).toCompletableFuture().join();
    assertEquals(4, marks.size());
    marks.forEach((version, mark) -> assertEquals(ArchiveException.BY_OWNER, mark.rewrittenBy()));
  }
}
