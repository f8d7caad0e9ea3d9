package im.balcony.protocol.xep.jingle;

import im.balcony.protocol.xml.XmlElement;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why something of a session ended (XEP-0166 section 7.4). Texts for people and conditions of
 * applications beside it are passed on unread. Names are on disk: they stay.
 */
public enum JingleReason {
  ALTERNATIVE_SESSION,
  BUSY,
  CANCEL,
  CONNECTIVITY_ERROR,
  DECLINE,
  EXPIRED,
  FAILED_APPLICATION,
  FAILED_TRANSPORT,
  GENERAL_ERROR,
  GONE,
  INCOMPATIBLE_PARAMETERS,
  MEDIA_ERROR,
  SECURITY_ERROR,
  SUCCESS,
  TIMEOUT,
  UNSUPPORTED_APPLICATIONS,
  UNSUPPORTED_TRANSPORTS;

  private static final String REASON = "reason";

  private final String elementName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name of its element, which call records use as well. */
  public String elementName() {
    return elementName;
  }

  /** The reason that an element of Jingle or of XEP-0353 gives; empty when it gives none. */
  public static Optional<JingleReason> in(XmlElement parent) {
    return parent
        .child(REASON, Jingle.NAMESPACE)
        .flatMap(
            reason ->
                reason.elements().stream()
                    .filter(condition -> condition.namespace().equals(Jingle.NAMESPACE))
                    .flatMap(condition -> named(condition.name()).stream())
                    .findFirst());
  }

  /** Empty for a name that XEP-0166 7.4 does not know. */
  public static Optional<JingleReason> named(@Nullable String name) {
    for (var reason : values()) {
      if (reason.elementName.equals(name)) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }

  public XmlElement toElement() {
    return XmlElement.named(REASON, Jingle.NAMESPACE)
        .child(XmlElement.named(elementName, Jingle.NAMESPACE).build())
        .build();
  }
}
