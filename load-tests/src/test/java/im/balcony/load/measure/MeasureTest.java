package im.balcony.load.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is read from /proc, from a server's counters and from clocks, and how it is written down.
 */
class MeasureTest {
  @TempDir Path folder;

  /** Four counters are each cut to a hundredth of a second; the child used many times that. */
  private static final double ROUNDED_SECONDS_MAX = 0.045;

  @Test
  void this_process_has_memory_and_uses_time() {
    var self = new ProcessGroup(List.of(ProcessHandle.current().pid()));
    var before = self.cpuSeconds();
    var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }

    assertTrue(self.cpuSeconds() > before);
    assertTrue(self.residentKib() > 10_000);
  }

  @Test
  void a_child_that_has_ended_still_counts() throws Exception {
    var self = new ProcessGroup(List.of(ProcessHandle.current().pid()));
    var busy = "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done; echo done; read line";
    var child = new ProcessBuilder("sh", "-c", busy).start();
    assertEquals("done", child.inputReader().readLine());
    var before = self.cpuSeconds();
    child.getOutputStream().close();
    child.waitFor();

    var lost = before - self.cpuSeconds();
    assertTrue(lost < ROUNDED_SECONDS_MAX, () -> lost + " s of the child are lost");
  }

  @Test
  void a_process_that_is_gone_counts_nothing() {
    var gone = new ProcessGroup(List.of(4_194_304L));

    assertEquals(0, gone.residentKib());
    assertEquals(0, gone.cpuSeconds());
  }

  @Test
  void latencies_are_given_in_milliseconds() {
    var latencies = new Latencies("page");
    for (var n = 0; n < 100; n++) {
      latencies.since(System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(5));
    }

    assertEquals(100, latencies.count());
    assertEquals(5.0, (double) latencies.figures().getOrDefault("pageP50Millis", 0.0), 1.0);
    latencies.reset();
    assertTrue(latencies.figures().isEmpty());
  }

  @Test
  void a_result_is_one_line_with_command_machine_and_date() throws IOException {
    var file = folder.resolve("results/pairs.jsonl");
    var figures =
        new Figures("pairs", "first", "load pairs", Instant.parse("2026-01-02T03:04:05.6Z"));

    figures.put("messagesPerSecond", 1234.5678).appendTo(file);
    figures.appendTo(file);

    var lines = Files.readAllLines(file);
    assertEquals(2, lines.size());
    assertTrue(
        lines.get(0).startsWith("{\"work\":\"pairs\",\"label\":\"first\",\"date\":\"2026-01-02T"));
    assertTrue(lines.get(0).endsWith("\"command\":\"load pairs\",\"messagesPerSecond\":1235.0}"));
  }
}
