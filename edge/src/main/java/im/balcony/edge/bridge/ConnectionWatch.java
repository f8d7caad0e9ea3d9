package im.balcony.edge.bridge;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks at every connection of one event loop once a second. Ten thousand idle connections have no
 * timer each, and a second is exact enough for limits in seconds.
 */
public final class ConnectionWatch {

  /** A connection that has time limits. */
  public interface Watched {
    /**
     * Called on the connection's event loop.
     *
     * @param nowSeconds of a clock that only goes forward
     */
    void onSecond(int nowSeconds);
  }

  private final Set<Watched> watched = new LinkedHashSet<>();
  private int nowSeconds;

  /** Begins to tick; ends with the event loop. */
  public static ConnectionWatch on(EventLoop loop) {
    var watch = new ConnectionWatch();
    var unused = loop.scheduleAtFixedRate(watch::tick, 1, 1, TimeUnit.SECONDS);
    return watch;
  }

  /** A connection joins; on its event loop. */
  public void add(Watched connection) {
    watched.add(connection);
  }

  public void remove(Watched connection) {
    watched.remove(connection);
  }

  public int nowSeconds() {
    return nowSeconds;
  }

  /** One second has passed; a connection may leave while it is looked at. */
  public void tick() {
    nowSeconds++;
    for (var connection : new ArrayList<>(watched)) {
      try {
        connection.onSecond(nowSeconds);
      } catch (RuntimeException e) {
        // The others must not lose their limits with it.
        watched.remove(connection);
        ConnectionFaults.note(e);
      }
    }
  }
}
