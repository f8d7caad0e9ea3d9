package im.balcony.load.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processes of a server, its database child included, as /proc shows them (proc(5)). */
public final class ProcessGroup {
  /** USER_HZ: 100 on every Linux that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  /** utime, stime, cutime, cstime: a child that has ended counts with its parent from then on. */
  private static final int TIMES_FROM = 11;

  private static final int TIMES_TO = 15;

  private final List<Long> roots;

  public ProcessGroup(List<Long> roots) {
    this.roots = List.copyOf(roots);
  }

  public boolean isEmpty() {
    return roots.isEmpty();
  }

  /** CPU time used so far, user and system, in seconds; never falls while the roots live. */
  public double cpuSeconds() {
    return pids().mapToDouble(ProcessGroup::cpuSeconds).sum();
  }

  /** Resident memory now, in KiB. */
  public long residentKib() {
    return pids().mapToLong(ProcessGroup::residentKib).sum();
  }

  private Stream<Long> pids() {
    return roots.stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .map(ProcessHandle::pid)
        .distinct();
  }

  private static double cpuSeconds(long pid) {
    var stat = read(pid, "stat");
    var end = stat.lastIndexOf(')');
    if (end < 0) {
      return 0;
    }
    // The name in brackets may hold spaces; what follows it begins with field 3.
    var fields = stat.substring(end + 2).split(" ", -1);
    var ticks = 0L;
    for (var at = TIMES_FROM; at < TIMES_TO; at++) {
      ticks += Long.parseLong(fields[at]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  private static long residentKib(long pid) {
    return read(pid, "status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
