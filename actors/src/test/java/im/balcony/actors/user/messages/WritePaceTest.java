package im.balcony.actors.user.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WritePaceTest {
  private long nanos;
  private final WritePace pace =
      new WritePace(
          new MessagePathSettings(
              1,
              1,
              1,
              1,
              Duration.ZERO,
              Duration.ZERO,
              Duration.ofMillis(5),
              Duration.ofMillis(30)),
          () -> nanos);

  private void writes(int count, Duration each) {
    for (var n = 1; n <= count; n++) {
      pace.begun();
      nanos += each.toNanos();
      pace.ended();
    }
  }

  @Test
  void quickWritesWaitForNobody() {
    assertEquals(Duration.ZERO, pace.forCompany());
    writes(100, Duration.ofMillis(4));
    assertEquals(Duration.ZERO, pace.forCompany());
  }

  @Test
  void slowWritesWaitOneAndAHalfOfThemselves() {
    writes(100, Duration.ofMillis(10));
    var wait = pace.forCompany();
    assertTrue(wait.compareTo(Duration.ofMillis(14)) > 0, "waits " + wait);
    assertTrue(wait.compareTo(Duration.ofMillis(15)) <= 0, "waits " + wait);
  }

  @Test
  void theWaitHasABound() {
    writes(100, Duration.ofSeconds(10));
    assertEquals(Duration.ofMillis(30), pace.forCompany());
  }

  @Test
  void oneSlowWriteIsSoonForgotten() {
    writes(1, Duration.ofMillis(100));
    writes(20, Duration.ofMillis(1));
    assertEquals(Duration.ZERO, pace.forCompany());
  }

  @Test
  void anEndWithoutABeginningSaysNothing() {
    nanos = Duration.ofHours(1).toNanos();
    pace.ended();
    assertTrue(pace.forCompany().isZero());
  }
}
