package im.balcony.protocol.xep.mam;

import im.balcony.protocol.xep.datetime.DateTimes;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ends of an archive (XEP-0313 section 5); both null when it is empty.
 *
 * @param start its oldest message
 * @param end its newest message
 */
public record MamMetadata(@Nullable Entry start, @Nullable Entry end) {
  public static final MamMetadata EMPTY = new MamMetadata(null, null);

  private static final String NAME = "metadata";

  /** A message of the archive. */
  public record Entry(String id, Instant at) {
    private XmlElement toElement(String name) {
      return XmlElement.named(name, Mam.NAMESPACE)
          .attribute("id", id)
          .attribute("timestamp", DateTimes.format(at))
          .build();
    }

    private static Optional<Entry> read(XmlElement metadata, String name) {
      return metadata
          .child(name, Mam.NAMESPACE)
          .flatMap(
              entry ->
                  DateTimes.parse(entry.attribute("timestamp"))
                      .flatMap(
                          at ->
                              Optional.ofNullable(entry.attribute("id"))
                                  .map(id -> new Entry(id, at))));
    }
  }

  /** Whether this is the question for metadata. */
  public static boolean isRequest(XmlElement payload) {
    return payload.is(NAME, Mam.NAMESPACE);
  }

  public static Optional<MamMetadata> read(XmlElement element) {
    if (!element.is(NAME, Mam.NAMESPACE)) {
      return Optional.empty();
    }
    var start = Entry.read(element, "start");
    var end = Entry.read(element, "end");
    if (start.isPresent() != end.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(new MamMetadata(start.orElse(null), end.orElse(null)));
  }

  public XmlElement toElement() {
    var metadata = XmlElement.named(NAME, Mam.NAMESPACE);
    if (start != null && end != null) {
      metadata.child(start.toElement("start")).child(end.toElement("end"));
    }
    return metadata.build();
  }
}
