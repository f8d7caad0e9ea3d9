package im.balcony.edge.data;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node has opened so far, closed in the opposite order: nothing is left half-started. */
public final class OpenedParts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenedParts.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean closed;

  /** Takes the part over; closes it at once when everything was closed meanwhile. */
  public <T extends AutoCloseable> T add(T part) {
    synchronized (this) {
      if (!closed) {
        parts.push(part);
        return part;
      }
    }
    close(part);
    throw new IllegalStateException("stopped while starting");
  }

  @Override
  public void close() {
    while (true) {
      AutoCloseable next;
      synchronized (this) {
        closed = true;
        next = parts.poll();
      }
      if (next == null) {
        return;
      }
      close(next);
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn("{} does not close: {}", part, e.toString());
    }
  }
}
