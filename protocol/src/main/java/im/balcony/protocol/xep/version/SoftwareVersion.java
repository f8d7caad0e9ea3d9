package im.balcony.protocol.xep.version;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Name and version of a software; the operating system only if it may be known. */
@Xep(number = 92, name = "Software Version", version = "1.1")
public record SoftwareVersion(String name, String version, @Nullable String operatingSystem) {
  public static final String NAMESPACE = "jabber:iq:version";

  private static final String NAME = "query";

  /** Whether the payload asks for this. */
  public static boolean isIn(XmlElement payload) {
    return payload.is(NAME, NAMESPACE);
  }

  public static Optional<SoftwareVersion> read(XmlElement element) {
    var name = element.child("name", NAMESPACE).map(XmlElement::text);
    var version = element.child("version", NAMESPACE).map(XmlElement::text);
    var system = element.child("os", NAMESPACE).map(XmlElement::text).orElse(null);
    return isIn(element) && name.isPresent() && version.isPresent()
        ? Optional.of(new SoftwareVersion(name.get(), version.get(), system))
        : Optional.empty();
  }

  public XmlElement toElement() {
    var query = XmlElement.named(NAME, NAMESPACE).child(text("name", name));
    query.child(text("version", version));
    if (operatingSystem != null) {
      query.child(text("os", operatingSystem));
    }
    return query.build();
  }

  private static XmlElement text(String child, String text) {
    return XmlElement.named(child, NAMESPACE).text(text).build();
  }
}
