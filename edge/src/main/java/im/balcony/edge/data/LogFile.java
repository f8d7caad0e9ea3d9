package im.balcony.edge.data;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import com.typesafe.config.Config;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * The log in the data folder. It is added once the folder is known to be this node's own: a start
 * that is refused must leave nothing in somebody else's folder.
 */
public final class LogFile implements AutoCloseable {
  /** Line ends, terminal sequences, marks that turn the direction: what a peer sent may hold. */
  private static final String SHOWN =
      "{'[\\x00-\\x1F\\x7F-\\x9F\\u2028-\\u202E\\u2066-\\u2069]+',' '}";

  /** The same in the text of a stack, which has line ends and tabs of its own. */
  private static final String SHOWN_IN_STACK =
      "{'[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u2028-\\u202E\\u2066-\\u2069]',' '}";

  /** A line of the log begins at its left edge, a line of a stack never does. */
  private static final String INDENTED = "{'(\\n)(?=.)','$1  '}";

  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{30} [%replace(%X{jid})"
          + SHOWN
          + "] %replace(%msg)"
          + SHOWN
          + "%n%replace(%replace(%ex)"
          + SHOWN_IN_STACK
          + ")"
          + INDENTED
          + "%nopex";

  private static final long MEGABYTE = 1024 * 1024;

  private final Logger root;
  private final RollingFileAppender<ILoggingEvent> appender;
  private final RepeatedLines repeated;

  private LogFile(
      Logger root, RollingFileAppender<ILoggingEvent> appender, RepeatedLines repeated) {
    this.root = root;
    this.appender = appender;
    this.repeated = repeated;
  }

  public static LogFile attach(Path file, Config config) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var json = LogFormat.from(config).encoder(context);
    var appender = new RollingFileAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName("data folder");
    appender.setFile(file.toString());
    appender.setEncoder(json == null ? text(context) : json);
    var older = new FixedWindowRollingPolicy();
    older.setContext(context);
    older.setParent(appender);
    older.setFileNamePattern(file + ".%i");
    older.setMaxIndex(config.getInt("balcony.log.older-files-max"));
    older.start();
    var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    size.setContext(context);
    size.setMaxFileSize(new FileSize(config.getInt("balcony.log.file-megabytes-max") * MEGABYTE));
    size.start();
    appender.setRollingPolicy(older);
    appender.setTriggeringPolicy(size);
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    var repeated =
        new RepeatedLines(
            config.getInt("balcony.log.same-lines-max"),
            config.getInt("balcony.log.same-lines-seconds"),
            System::nanoTime);
    context.addTurboFilter(repeated);
    return new LogFile(root, appender, repeated);
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    return encoder;
  }

  @Override
  public void close() {
    root.getLoggerContext().getTurboFilterList().remove(repeated);
    root.detachAppender(appender);
    appender.stop();
  }
}
