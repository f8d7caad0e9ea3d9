package im.balcony.edge;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each step of a start into the log, with the time since the process began. */
record LoggedProgress(Progress told, Instant processBegan) implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedProgress.class);

  static LoggedProgress of(Progress told) {
    return new LoggedProgress(
        told, ProcessHandle.current().info().startInstant().orElseGet(Instant::now));
  }

  @Override
  public void at(String text) {
    log(text);
    told.at(text);
  }

  void log(String text) {
    if (LOG.isInfoEnabled()) {
      var millis = Duration.between(processBegan, Instant.now()).toMillis();
      LOG.info("start, {} ms: {}", millis, text);
    }
  }
}
