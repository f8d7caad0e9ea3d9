package im.balcony.load.command;

import im.balcony.load.drive.Traffic;
import im.balcony.load.measure.JournalWrites;
import im.balcony.load.measure.ProcessGroup;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The part of a run that counts: from the end of the warm-up to the end of sending. */
final class Window {
  private final MeasureOptions options;
  private final ProcessGroup processes;
  private final Traffic traffic;
  private final long startNanos = System.nanoTime();
  private final double startCpuSeconds;
  private final Optional<JournalWrites> startWrites;
  private final long startReceived;

  Window(MeasureOptions options, Traffic traffic) throws IOException {
    this.options = options;
    this.processes = options.processes();
    this.traffic = traffic;
    this.startCpuSeconds = processes.cpuSeconds();
    var cassandra = options.cassandra();
    this.startWrites =
        cassandra.isEmpty() ? Optional.empty() : Optional.of(JournalWrites.from(cassandra.get()));
    this.startReceived = traffic.receivedCount();
    traffic.resetLatencies();
  }

  /** What was measured until now. */
  Map<String, Object> end() throws IOException {
    var figures = new LinkedHashMap<String, Object>();
    var seconds = (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    var messages = traffic.receivedCount() - startReceived;
    var cpuSeconds = processes.cpuSeconds() - startCpuSeconds;
    figures.put("seconds", seconds);
    figures.put("messages", messages);
    figures.put("messagesPerSecond", messages / seconds);
    if (!processes.isEmpty() && messages > 0) {
      figures.put("cpuSecondsPer1000", cpuSeconds * 1_000 / messages);
      figures.put("cpuShare", cpuSeconds / seconds);
    }
    var cassandra = options.cassandra();
    if (startWrites.isPresent() && cassandra.isPresent() && messages > 0) {
      figures.putAll(startWrites.get().until(cassandra.get(), messages));
    }
    return figures;
  }
}
