package im.balcony.protocol.xep.eme;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says that a message is encrypted and how: its content is there although a server sees no body.
 *
 * @param method the namespace of the encryption
 * @param name for people whose client does not know the method
 */
@Xep(number = 380, name = "Explicit Message Encryption", version = "0.4.0")
public record Encryption(String method, @Nullable String name) {
  public static final String NAMESPACE = "urn:xmpp:eme:0";

  private static final String NAME = "encryption";

  public static Optional<Encryption> in(XmlElement message) {
    return message
        .child(NAME, NAMESPACE)
        .flatMap(
            element ->
                Optional.ofNullable(element.attribute("namespace"))
                    .map(method -> new Encryption(method, element.attribute("name"))));
  }

  public XmlElement toElement() {
    return XmlElement.named(NAME, NAMESPACE)
        .attribute("namespace", method)
        .attribute("name", name)
        .build();
  }
}
