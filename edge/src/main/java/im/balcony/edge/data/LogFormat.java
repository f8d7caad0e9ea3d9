package im.balcony.edge.data;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import com.typesafe.config.Config;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** How lines of the log look: for people, or for machines that collect them. */
public enum LogFormat {
  TEXT,
  JSON;

  private static final String CONSOLE = "CONSOLE";

  /** What is wrong with it is an {@link IllegalArgumentException} that says what to do. */
  public static LogFormat from(Config config) {
    var word = config.getString("balcony.log.format");
    for (var format : values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(word)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "balcony.log.format = \"%s\" is neither text nor json: correct it".formatted(word));
  }

  /** Its encoder, started; null for lines as logback.xml has them. */
  @Nullable Encoder<ILoggingEvent> encoder(LoggerContext context) {
    if (this == TEXT) {
      return null;
    }
    var lines = new JsonLines();
    lines.setContext(context);
    lines.start();
    return lines;
  }

  /** The console's lines look so until this is closed. */
  public AutoCloseable onConsole() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var encoder = encoder(context);
    var appender = context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(CONSOLE);
    if (encoder == null || !(appender instanceof ConsoleAppender<ILoggingEvent> console)) {
      return () -> {};
    }
    var before = console.getEncoder();
    console.setEncoder(encoder);
    return () -> console.setEncoder(before);
  }
}
