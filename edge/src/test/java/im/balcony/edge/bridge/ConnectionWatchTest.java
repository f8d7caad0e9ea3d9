package im.balcony.edge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionWatchTest {
  private final ConnectionWatch watch = new ConnectionWatch();

  @Test
  void aConnectionMayLeaveWhileItIsLookedAt() {
    var seen = new ArrayList<Integer>();
    var leaver =
        new ConnectionWatch.Watched() {
          @Override
          public void onSecond(int now) {
            seen.add(now);
            watch.remove(this);
          }
        };
    watch.add(leaver);
    watch.add(seen::add);

    watch.tick();
    watch.tick();

    assertEquals(List.of(1, 1, 2), seen);
  }

  @Test
  void aFaultOfOneDoesNotTakeTheLimitsFromTheOthers() {
    var seen = new ArrayList<Integer>();
    watch.add(
        now -> {
          throw new IllegalStateException("a bug");
        });
    watch.add(seen::add);

    watch.tick();
    watch.tick();

    assertEquals(List.of(1, 2), seen);
  }
}
