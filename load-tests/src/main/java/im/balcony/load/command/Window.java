package im.balcony.load.command;

import im.balcony.load.drive.Traffic;
import im.balcony.load.measure.ProcessGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** The part of a run that counts: from the end of the warm-up to the end of sending. */
final class Window {
  private final MeasureOptions options;
  private final ProcessGroup processes;
  private final Traffic traffic;
  private final long startNanos = System.nanoTime();
  private final double startCpuSeconds;
  private final OptionalDouble startWrites;
  private final long startReceived;

  Window(MeasureOptions options, Traffic traffic) {
    this.options = options;
    this.processes = options.processes();
    this.traffic = traffic;
    this.startCpuSeconds = processes.cpuSeconds();
    this.startWrites = options.journalWrites();
    this.startReceived = traffic.receivedCount();
    traffic.resetLatencies();
  }

  /** What was measured until now. */
  Map<String, Object> end() {
    var figures = new LinkedHashMap<String, Object>();
    var seconds = (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    var messages = traffic.receivedCount() - startReceived;
    var cpuSeconds = processes.cpuSeconds() - startCpuSeconds;
    var writes = options.journalWrites();
    figures.put("seconds", seconds);
    figures.put("messages", messages);
    figures.put("messagesPerSecond", messages / seconds);
    if (!processes.isEmpty() && messages > 0) {
      figures.put("cpuSecondsPer1000", cpuSeconds * 1_000 / messages);
      figures.put("cpuShare", cpuSeconds / seconds);
    }
    if (writes.isPresent() && startWrites.isPresent() && messages > 0) {
      figures.put(
          "journalWritesPerMessage", (writes.getAsDouble() - startWrites.getAsDouble()) / messages);
    }
    return figures;
  }
}
