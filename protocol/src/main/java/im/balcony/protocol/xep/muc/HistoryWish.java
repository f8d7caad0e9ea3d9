package im.balcony.protocol.xep.muc;

import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.datetime.DateTimes;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How much of the discussion who enters wants to see (XEP-0045 section 7.2.14): what keeps all of
 * it. A value that cannot be read counts as not given.
 *
 * @param charsMax characters of whole stanzas; null for no wish, as the others
 * @param stanzasMax messages
 * @param seconds not older than so many
 * @param since not older than this
 */
public record HistoryWish(
    @Nullable Integer charsMax,
    @Nullable Integer stanzasMax,
    @Nullable Integer seconds,
    @Nullable Instant since) {
  public static final HistoryWish ANY = new HistoryWish(null, null, null, null);

  static final String NAME = "history";

  static HistoryWish read(XmlElement element) {
    return new HistoryWish(
        count(element, "maxchars"),
        count(element, "maxstanzas"),
        count(element, "seconds"),
        DateTimes.parse(element.attribute("since")).orElse(null));
  }

  private static @Nullable Integer count(XmlElement element, String attribute) {
    var count = SchemaValues.countOf(element.attribute(attribute));
    return count.isPresent() ? Integer.valueOf(count.getAsInt()) : null;
  }

  /** The first moment that is wanted, given the present one; null for all of them. */
  public @Nullable Instant from(Instant now) {
    var byAge = seconds == null ? null : now.minusSeconds(seconds);
    if (byAge == null || since == null) {
      return byAge == null ? since : byAge;
    }
    return byAge.isAfter(since) ? byAge : since;
  }

  /** How many messages are wanted at most; empty for no wish. */
  public OptionalInt messagesMax() {
    return stanzasMax == null ? OptionalInt.empty() : OptionalInt.of(stanzasMax);
  }

  XmlElement toElement() {
    return XmlElement.named(NAME, Muc.NAMESPACE)
        .attribute("maxchars", text(charsMax))
        .attribute("maxstanzas", text(stanzasMax))
        .attribute("seconds", text(seconds))
        .attribute("since", since == null ? null : DateTimes.format(since))
        .build();
  }

  private static @Nullable String text(@Nullable Integer number) {
    return number == null ? null : number.toString();
  }
}
