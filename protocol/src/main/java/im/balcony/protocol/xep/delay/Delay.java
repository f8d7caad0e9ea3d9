package im.balcony.protocol.xep.delay;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.datetime.DateTimes;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The mark of a stanza that was kept before it was delivered.
 *
 * @param from who kept it
 * @param reason for people; may be empty
 */
@Xep(number = 203, name = "Delayed Delivery", version = "2.0")
public record Delay(Instant stamp, @Nullable Jid from, String reason) {
  public static final String NAMESPACE = "urn:xmpp:delay";

  private static final String NAME = "delay";

  public static Optional<Delay> read(XmlElement element) {
    if (!element.is(NAME, NAMESPACE)) {
      return Optional.empty();
    }
    var from = Jid.tryParse(element.attribute("from")).orElse(null);
    return DateTimes.parse(element.attribute("stamp"))
        .map(stamp -> new Delay(stamp, from, element.text().strip()));
  }

  public XmlElement toElement() {
    return XmlElement.named(NAME, NAMESPACE)
        .attribute("from", from == null ? null : from.toString())
        .attribute("stamp", DateTimes.format(stamp))
        .text(reason)
        .build();
  }

  /**
   * Whether this is a mark that claims to be of one of these; one without "from" claims nothing.
   */
  public static boolean isStampedBy(XmlElement child, Predicate<Jid> keepers) {
    return child.is(NAME, NAMESPACE)
        && Jid.tryParse(child.attribute("from")).filter(keepers).isPresent();
  }
}
