package im.balcony.actors.user.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.conversation.ConversationCommand.Item;
import im.balcony.actors.session.SessionId;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.content.MessageEffect;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final SessionId SESSION = new SessionId("s");
  private static final MessagePathSettings SETTINGS =
      new MessagePathSettings(
          100,
          3,
          1_000,
          100,
          Duration.ofNanos(10),
          Duration.ofNanos(25),
          Duration.ofMillis(5),
          Duration.ZERO);

  private final Outbox outbox = new Outbox();

  private static Item item(long number, int bytes) {
    var jid = Jid.parse("a@localhost/x");
    return new Item(
        SESSION,
        number,
        "o:" + number,
        jid,
        jid,
        "chat",
        true,
        true,
        MessageEffect.NONE,
        null,
        null,
        new byte[bytes]);
  }

  private static List<Long> numbers(List<Item> items) {
    return items.stream().map(Item::number).toList();
  }

  @Test
  void oneBatchIsOutstandingAndTheNextOneWaitsForAllItsAnswers() {
    for (var n = 1; n <= 5; n++) {
      assertTrue(outbox.add(item(n, 10)));
    }
    assertEquals(List.of(1L, 2L, 3L), numbers(outbox.nextBatch(SETTINGS, 0)));
    assertTrue(outbox.nextBatch(SETTINGS, 0).isEmpty());
    assertNotNull(outbox.answered(SESSION, 1));
    assertNotNull(outbox.answered(SESSION, 3));
    assertNull(outbox.answered(SESSION, 3));
    assertTrue(outbox.nextBatch(SETTINGS, 0).isEmpty());
    assertNotNull(outbox.answered(SESSION, 2));
    assertEquals(List.of(4L, 5L), numbers(outbox.nextBatch(SETTINGS, 0)));
  }

  @Test
  void whatIsNotAnsweredIsSentAgainMoreAndMoreSeldom() {
    outbox.add(item(1, 10));
    outbox.nextBatch(SETTINGS, 0);
    assertTrue(outbox.overdue(SETTINGS, 9).isEmpty());
    assertEquals(List.of(1L), numbers(outbox.overdue(SETTINGS, 10)));
    assertTrue(outbox.overdue(SETTINGS, 29).isEmpty());
    assertEquals(List.of(1L), numbers(outbox.overdue(SETTINGS, 30)));
    assertEquals(List.of(1L), numbers(outbox.overdue(SETTINGS, 55)), "at its longest");
  }

  @Test
  void aSubmissionThatIsHereAlreadyIsNotTakenTwice() {
    assertTrue(outbox.add(item(1, 10)));
    assertFalse(outbox.add(item(1, 10)));
    outbox.nextBatch(SETTINGS, 0);
    assertFalse(outbox.add(item(1, 10)));
  }

  @Test
  void aLargeMessageGoesAlone() {
    outbox.add(item(1, 5_000));
    outbox.add(item(2, 10));
    assertEquals(List.of(1L), numbers(outbox.nextBatch(SETTINGS, 0)));
  }
}
