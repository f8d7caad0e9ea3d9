package im.balcony.actors.user.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.BatchLog;
import im.balcony.persistence.event.account.AccountEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountWriterTest {
  private final List<BatchLog.Batch<AccountEvent>> batches = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final AccountWriter writer = new AccountWriter(AccountState.NONE, batches::add, 2);

  private void set(String contact) {
    writer.write(
        List.of(new AccountEvent.ContactSet(contact, "", List.of())),
        state -> told.add(contact + " " + state.roster().version()));
  }

  @Test
  void whatComesWhileABatchIsInFlightIsTheNextBatch() {
    set("a@x");
    set("b@x");
    set("c@x");
    assertEquals(1, batches.size());
    assertEquals(List.of(), told);
    assertEquals(3, writer.decided().roster().version());
    assertEquals(0, writer.committed().roster().version());
    writer.onAppended();
    assertEquals(List.of("a@x 1"), told);
    assertEquals(2, batches.get(1).events().size());
    writer.onAppended();
    assertEquals(List.of("a@x 1", "b@x 2", "c@x 3"), told);
    assertTrue(writer.isIdle());
  }

  @Test
  void aReadKeepsItsTurnBehindTheWrites() {
    writer.write(List.of(), state -> told.add("at once"));
    set("a@x");
    writer.write(List.of(), state -> told.add("after"));
    assertEquals(List.of("at once"), told);
    writer.onAppended();
    assertEquals(List.of("at once", "a@x 1", "after"), told);
  }

  @Test
  void aWriteMadeByWhatFollowsAnotherGoesBehindAll() {
    writer.write(
        List.of(new AccountEvent.ContactSet("a@x", "", List.of())), state -> set("late@x"));
    set("b@x");
    writer.onAppended();
    writer.onAppended();
    assertEquals(List.of("b@x 2", "late@x 3"), told);
    assertTrue(writer.isIdle());
  }

  @Test
  void itSaysWhenTooMuchWaits() {
    set("a@x");
    set("b@x");
    assertFalse(writer.isFull());
    set("c@x");
    assertTrue(writer.isFull());
  }
}
