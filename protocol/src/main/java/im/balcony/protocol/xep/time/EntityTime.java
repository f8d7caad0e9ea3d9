package im.balcony.protocol.xep.time;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.datetime.DateTimes;
import im.balcony.protocol.xml.XmlElement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The time of an entity and how far its clocks on the wall are from UTC. */
@Xep(number = 202, name = "Entity Time", version = "2.0")
public record EntityTime(Instant utc, ZoneOffset offset) {
  public static final String NAMESPACE = "urn:xmpp:time";

  private static final String NAME = "time";

  /** Whether the payload asks for this. */
  public static boolean isIn(XmlElement payload) {
    return payload.is(NAME, NAMESPACE);
  }

  public static Optional<EntityTime> read(XmlElement element) {
    var utc =
        element.child("utc", NAMESPACE).flatMap(child -> DateTimes.parse(child.text().strip()));
    var offset = element.child("tzo", NAMESPACE).flatMap(child -> offset(child.text().strip()));
    return isIn(element) && utc.isPresent() && offset.isPresent()
        ? Optional.of(new EntityTime(utc.get(), offset.get()))
        : Optional.empty();
  }

  public XmlElement toElement() {
    return XmlElement.named(NAME, NAMESPACE)
        .child(XmlElement.named("tzo", NAMESPACE).text(offset.getId()).build())
        .child(XmlElement.named("utc", NAMESPACE).text(DateTimes.format(utc)).build())
        .build();
  }

  private static Optional<ZoneOffset> offset(String text) {
    try {
      return Optional.of(ZoneOffset.of(text));
    } catch (DateTimeException notAnOffset) {
      return Optional.empty();
    }
  }
}
