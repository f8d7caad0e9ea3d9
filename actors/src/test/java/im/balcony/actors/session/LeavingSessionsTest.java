package im.balcony.actors.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.TestInbox;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeavingSessionsTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final List<TestInbox<SessionCommand>> sessions =
      IntStream.range(0, 100).<TestInbox<SessionCommand>>mapToObj(n -> TestInbox.create()).toList();
  private final List<TestInbox<SessionMove>> edges =
      List.of(TestInbox.create("first"), TestInbox.create("second"));

  private LeavingSessions over(Duration window) {
    var letGo =
        edges.stream()
            .map(edge -> new LocalCommand.LetGo(edge.getRef(), null, ClientSessions.shutdown()))
            .toList();
    return new LeavingSessions(sessions.stream().map(TestInbox::getRef).toList(), letGo, window);
  }

  private long told() {
    return sessions.stream().filter(TestInbox::hasMessages).count();
  }

  @Test
  void they_go_evenly_over_the_window() {
    var leaving = over(Duration.ofSeconds(10));
    assertFalse(leaving.next(0));
    assertEquals(0, told());
    assertFalse(leaving.next(SECOND));
    assertEquals(10, told());
    assertFalse(leaving.next(5 * SECOND));
    assertEquals(50, told());
    assertTrue(leaving.next(10 * SECOND));
    assertEquals(100, told());
    assertTrue(sessions.stream().allMatch(each -> each.getAllReceived().size() == 1), "once");
  }

  @Test
  void without_a_window_all_go_at_once_and_in_turn_to_each_of_the_others() {
    assertTrue(over(Duration.ZERO).next(0));
    var to =
        sessions.stream()
            .map(each -> ((LocalCommand.LetGo) each.receiveMessage()).shelter())
            .toList();
    assertEquals(50, to.stream().filter(edges.get(0).getRef()::equals).count());
    assertEquals(50, to.stream().filter(edges.get(1).getRef()::equals).count());
  }
}
