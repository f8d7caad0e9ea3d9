package im.balcony.load.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import im.balcony.load.client.StreamManagement.Stanza;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The counters of XEP-0198 section 4. */
class StreamManagementTest {
  private final StreamManagement managed = new StreamManagement();

  @Test
  void an_acknowledgement_names_the_messages_it_covers() {
    sent("m1");
    managed.sent(new Stanza("<presence/>", null));
    sent("m2");

    assertEquals(List.of("m1"), names(managed.acknowledge(2)));
    assertEquals(List.of("m2"), names(managed.acknowledge(3)));
    assertEquals(List.of(), names(managed.acknowledge(3)));
  }

  @Test
  void an_acknowledgement_of_more_than_was_sent_is_refused() {
    sent("m1");

    assertNull(managed.acknowledge(2));
    assertEquals(1, managed.unacknowledgedCount());
  }

  @Test
  void a_new_session_gets_the_messages_of_the_old_one_and_not_its_other_stanzas() {
    sent("m1");
    managed.sent(new Stanza("<presence/>", null));
    sent("m2");
    managed.acknowledge(1);

    assertEquals(List.of("m2"), names(managed.start()));
    assertEquals(0, managed.unacknowledgedCount());
    sent("m2");
    assertEquals(List.of("m2"), names(managed.acknowledge(1)));
  }

  private void sent(String originId) {
    managed.sent(new Stanza("<message/>", new OutgoingMessage(originId, "load2", "hello")));
  }

  private static List<String> names(@Nullable List<OutgoingMessage> messages) {
    return Objects.requireNonNull(messages).stream().map(OutgoingMessage::originId).toList();
  }
}
