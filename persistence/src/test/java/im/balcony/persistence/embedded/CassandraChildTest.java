package im.balcony.persistence.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CassandraChildTest {
  private static final Executor NEW_THREAD = task -> new Thread(task).start();

  @Test
  @EnabledOnOs(OS.LINUX)
  void theThreadsThatTheChildStartsHaveItsTimerSlack() {
    var inherited =
        CompletableFuture.supplyAsync(
                () -> {
                  CassandraChild.restLonger();
                  return CompletableFuture.supplyAsync(this::ownSlack, NEW_THREAD).join();
                },
                NEW_THREAD)
            .join();
    assertEquals(CassandraChild.TIMER_SLACK_NANOS, inherited);
  }

  private long ownSlack() {
    try {
      var thread = Path.of("/proc/thread-self").toRealPath().getFileName().toString();
      return Long.parseLong(Files.readString(Path.of("/proc", thread, "timerslack_ns")).strip());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
