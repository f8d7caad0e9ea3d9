package im.balcony.edge.push;

import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that is logged meanwhile, at the level DEBUG of every logger. */
public final class LogScan extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root;
  private final Level before;

  private LogScan(Logger root) {
    this.root = root;
    this.before = root.getLevel();
  }

  public static LogScan begin() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var scan = new LogScan(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
    scan.setContext(context);
    scan.start();
    scan.root.addAppender(scan);
    scan.root.setLevel(Level.DEBUG);
    return scan;
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(event.getLoggerName() + " " + event.getFormattedMessage());
    if (event.getThrowableProxy() != null) {
      lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
  }

  /** Fails when one of them was logged, or nothing at all. */
  public void requireNone(List<String> secrets) {
    assertFalse(lines.isEmpty(), "nothing was logged: this looked at nothing");
    for (var secret : secrets) {
      for (var line : lines) {
        assertFalse(line.contains(secret), () -> "\"" + secret + "\" was logged: " + line);
      }
    }
  }

  @Override
  public void close() {
    root.detachAppender(this);
    root.setLevel(before);
    stop();
  }
}
