package im.balcony.persistence.archive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Keeps of a log with two writers what Akka's replay filter keeps (repair-by-discard-old): from
 * where a new writer begins, nothing of the writers before it counts.
 */
public final class WriterFilter {
  private WriterFilter() {}

  /** The rows that count; they come by sequence number, then by time of writing. */
  public static <R> List<R> keep(
      List<R> rows, ToLongFunction<R> sequenceNr, Function<R, String> writer) {
    Deque<R> kept = new ArrayDeque<>(rows.size());
    var oldWriters = new HashSet<String>();
    var current = "";
    var last = 0L;
    for (var row : rows) {
      var by = writer.apply(row);
      var at = sequenceNr.applyAsLong(row);
      if (by.equals(current)) {
        if (at >= last) {
          kept.addLast(row);
          last = at;
        }
      } else if (!oldWriters.contains(by)) {
        oldWriters.add(current);
        current = by;
        last = at;
        while (!kept.isEmpty() && sequenceNr.applyAsLong(kept.getLast()) >= at) {
          kept.removeLast();
        }
        kept.addLast(row);
      }
    }
    return new ArrayList<>(kept);
  }

  /** Whether these rows need a look at what lies before them to be filtered rightly. */
  public static <R> boolean overlaps(
      List<R> rows, ToLongFunction<R> sequenceNr, Function<R, String> writer) {
    var gone = new HashSet<String>();
    var current = "";
    var last = Long.MIN_VALUE;
    for (var row : rows) {
      var by = writer.apply(row);
      var at = sequenceNr.applyAsLong(row);
      if (at == last || gone.contains(by)) {
        return true;
      }
      if (!by.equals(current)) {
        gone.add(current);
        current = by;
      }
      last = at;
    }
    return false;
  }
}
