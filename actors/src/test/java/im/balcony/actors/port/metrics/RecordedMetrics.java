package im.balcony.actors.port.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is told, a line each; times only as more than nothing. */
public final class RecordedMetrics implements NodeMetrics {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** All lines since they were last taken. */
  public List<String> told() {
    return List.copyOf(lines);
  }

  /** The same, and begins anew. */
  public List<String> taken() {
    var told = List.copyOf(lines);
    lines.clear();
    return told;
  }

  private void note(String line) {
    lines.add(line);
  }

  private static String time(long nanos) {
    return nanos > 0 ? "in time" : "in no time";
  }

  @Override
  public void stanzaIn(StanzaKind kind) {
    note("in " + kind.label());
  }

  @Override
  public void stanzasOut(int count) {
    if (count > 0) {
      note("out " + count);
    }
  }

  @Override
  public void acknowledged(long nanos) {
    note("acknowledged " + time(nanos));
  }

  @Override
  public void delivered(long nanos) {
    note("delivered " + time(nanos));
  }

  @Override
  public void writing(LogKind log, int events) {
    note("writing %s %d".formatted(log.label(), events));
  }

  @Override
  public void written(LogKind log, long nanos) {
    note("written %s %s".formatted(log.label(), time(nanos)));
  }

  @Override
  public void writeFailed(LogKind log) {
    note("failed " + log.label());
  }

  @Override
  public void refused(Limit limit) {
    note("refused " + limit.label());
  }
}
