package im.balcony.actors.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.world.PeopleWorld;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How much one client may say. */
class PaceTest {
  private static final String ROMEO = "romeo@localhost/phone";

  private final Pace pace = new Pace(PeopleWorld.ROOMS);
  private long now;

  private int allowed() {
    var count = 0;
    while (pace.allows(ROMEO, now)) {
      count++;
    }
    return count;
  }

  @Test
  void aBurstAndThenSoMuchASecond() {
    assertEquals(PeopleWorld.ROOMS.stanzasBurst(), allowed());
    now += TimeUnit.SECONDS.toNanos(3);
    assertEquals(3 * PeopleWorld.ROOMS.stanzasPerSecond(), allowed());
    now += TimeUnit.HOURS.toNanos(1);
    assertEquals(PeopleWorld.ROOMS.stanzasBurst(), allowed());
  }

  @Test
  void oneClientsFloodIsNotAnothers() {
    allowed();
    assertFalse(pace.allows(ROMEO, now));
    assertTrue(pace.allows("juliet@localhost/balcony", now));
  }

  /** Forgetting gives nobody more than waiting does. */
  @Test
  void whoIsForgottenHadWaitedLongEnough() {
    allowed();
    pace.sweep(now);
    assertFalse(pace.allows(ROMEO, now));
    now += TimeUnit.HOURS.toNanos(1);
    pace.sweep(now);
    assertEquals(PeopleWorld.ROOMS.stanzasBurst(), allowed());
  }
}
