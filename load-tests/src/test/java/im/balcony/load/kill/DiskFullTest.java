package im.balcony.load.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.testkit.SmallDisk;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of a whole node is filled under load, and room is made again: nothing acknowledged is
 * lost, and nobody starts anything (HARDENING F13). Mounts a file system, so it needs root.
 */
@Tag("cluster")
class DiskFullTest {
  private static final int DISK_MEGABYTES = 400;
  private static final int SERVED_SECONDS_MAX = 600;

  @TempDir Path folder;

  @Test
  void who_talks_when_the_disk_is_full_waits_and_loses_nothing() throws Exception {
    var place = NodePlace.in(folder.resolve("node"));
    try (var disk = SmallDisk.mount(place.data(), DISK_MEGABYTES);
        var node = BalconyProcess.start(place)) {
      node.command("user", "import", RecordedLoad.accounts(folder).toString());
      try (var load = new RecordedLoad(folder.resolve("history.jsonl"), place.c2sPort())) {
        load.start();
        load.awaitProgress(100, SERVED_SECONDS_MAX);
        load.mark("the disk is full");
        Awaitility.await()
            .atMost(Duration.ofSeconds(SERVED_SECONDS_MAX))
            .until(
                () -> {
                  disk.fill();
                  return node.said("the disk of ") > 0;
                });
        var counts = load.counts();
        disk.makeRoom();
        load.mark("there is room");
        load.awaitEverybody(counts, SERVED_SECONDS_MAX);
        load.awaitProgress(100, SERVED_SECONDS_MAX);

        var verdict = load.finish();

        assertTrue(verdict.isClean(), verdict::report);
        assertEquals(1, node.said("the disk of "), node.logTail());
        assertTrue(node.isAlive());
      }
    }
  }
}
