package im.balcony.protocol.xep.datetime;

import im.balcony.protocol.xep.Xep;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The DateTime profile: {@code 2026-07-01T10:00:00.123456Z} (XEP-0082 section 3.2). */
@Xep(number = 82, name = "XMPP Date and Time Profiles", version = "1.1.1")
public final class DateTimes {
  private static final int TEXT_CHARS_MAX = 40;
  private static final int YEAR_MAX = 9999;

  private DateTimes() {}

  /** In UTC; with as many digits of the fraction as there are, microseconds at most. */
  public static String format(Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MICROS));
  }

  /** Reads any offset; empty for what is not a moment in the years 0 to 9999. */
  public static Optional<Instant> parse(@Nullable String text) {
    if (text == null || text.length() > TEXT_CHARS_MAX) {
      return Optional.empty();
    }
    try {
      var moment = OffsetDateTime.parse(text.strip()).withOffsetSameInstant(ZoneOffset.UTC);
      boolean inRange = moment.getYear() >= 0 && moment.getYear() <= YEAR_MAX;
      return inRange ? Optional.of(moment.toInstant()) : Optional.empty();
    } catch (DateTimeParseException notADateTime) {
      return Optional.empty();
    }
  }
}
