package im.balcony.edge.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RepeatedLinesTest {
  private static final int LINES_MAX = 3;
  private static final int WINDOW_SECONDS = 10;

  private final AtomicLong nanos = new AtomicLong();
  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> kept = new ListAppender<>();

  @BeforeEach
  void collect() {
    context.addTurboFilter(new RepeatedLines(LINES_MAX, WINDOW_SECONDS, nanos::get));
    kept.setContext(context);
    kept.start();
    context.getLogger("ROOT").addAppender(kept);
  }

  @Test
  void onePlaceWarnsSoOftenAndThenTellsHowManyWereLeftOut() {
    var log = context.getLogger("place");
    for (var account = 0; account < 100; account++) {
      log.warn("account {} cannot be read", account);
    }
    assertEquals(LINES_MAX, kept.list.size());
    nanos.addAndGet(11_000_000_000L);
    log.warn("account {} cannot be read", "again");
    assertEquals(
        List.of("97 more lines like the next one were left out", "account again cannot be read"),
        kept.list.stream().skip(LINES_MAX).map(ILoggingEvent::getFormattedMessage).toList());
  }

  @Test
  void placesAreCountedApartAndWhatIsNoWarningIsNotCounted() {
    for (var i = 0; i < 5; i++) {
      context.getLogger("a").warn("one");
      context.getLogger("a").warn("other");
      context.getLogger("b").error("one");
      context.getLogger("b").info("said");
    }
    assertEquals(9, kept.list.stream().filter(e -> e.getLevel() != Level.INFO).count());
    assertEquals(5, kept.list.stream().filter(e -> e.getLevel() == Level.INFO).count());
  }
}
