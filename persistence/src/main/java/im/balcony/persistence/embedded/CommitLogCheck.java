package im.balcony.persistence.embedded;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares the files of the commit log with what Cassandra takes for written, before anybody is
 * told that a write is durable.
 *
 * <p>On a full disk a write may be cut short without an error (write(2)), and Cassandra 5.0 does
 * not look at how much was written (DirectIOSegment.flush): what is missing would be acknowledged
 * and gone after the next start. Like {@link CassandraChild} it uses nothing but the JDK.
 */
final class CommitLogCheck {
  private final Object manager;
  private final Method activeSegments;
  private final Method onDiskSize;
  private final Method path;
  private final Map<Object, Long> checked = new ConcurrentHashMap<>();

  private CommitLogCheck(Object manager, Method activeSegments, Method onDiskSize, Method path) {
    this.manager = manager;
    this.activeSegments = activeSegments;
    this.onDiskSize = onDiskSize;
    this.path = path;
  }

  /** Of the Cassandra in this JVM. */
  static CommitLogCheck ofThisCassandra() throws ReflectiveOperationException {
    var folder = "org.apache.cassandra.db.commitlog.";
    var log = Class.forName(folder + "CommitLog");
    var segment = Class.forName(folder + "CommitLogSegment");
    return new CommitLogCheck(
        log.getField("segmentManager").get(log.getField("instance").get(null)),
        Class.forName(folder + "AbstractCommitLogSegmentManager").getMethod("getActiveSegments"),
        segment.getMethod("onDiskSize"),
        segment.getMethod("getPath"));
  }

  /** Whether a segment of the log is shorter than Cassandra thinks; cheap when nothing is new. */
  boolean isCutShort() throws ReflectiveOperationException, IOException {
    var segments = (Collection<?>) activeSegments.invoke(manager);
    for (var segment : segments) {
      var written = (long) onDiskSize.invoke(segment);
      if (written > checked.getOrDefault(segment, 0L)) {
        if (size(segment) < written) {
          return true;
        }
        checked.merge(segment, written, Math::max);
      }
    }
    if (checked.size() > 2 * segments.size()) {
      checked.keySet().retainAll(segments);
    }
    return false;
  }

  /** A segment whose writes are all in tables is removed at any time. */
  private long size(Object segment)
      throws IOException, IllegalAccessException, InvocationTargetException {
    try {
      return Files.size(Path.of((String) path.invoke(segment)));
    } catch (NoSuchFileException removed) {
      return Long.MAX_VALUE;
    }
  }
}
