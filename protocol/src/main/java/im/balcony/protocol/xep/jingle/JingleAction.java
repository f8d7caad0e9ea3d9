package im.balcony.protocol.xep.jingle;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a Jingle stanza asks for (XEP-0166 section 7.2). */
public enum JingleAction {
  CONTENT_ACCEPT,
  CONTENT_ADD,
  CONTENT_MODIFY,
  CONTENT_REJECT,
  CONTENT_REMOVE,
  DESCRIPTION_INFO,
  SECURITY_INFO,
  SESSION_ACCEPT,
  SESSION_INFO,
  SESSION_INITIATE,
  SESSION_TERMINATE,
  TRANSPORT_ACCEPT,
  TRANSPORT_INFO,
  TRANSPORT_REJECT,
  TRANSPORT_REPLACE;

  private final String value = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** As it stands in the attribute. */
  public String value() {
    return value;
  }

  static Optional<JingleAction> of(@Nullable String attribute) {
    for (var action : values()) {
      if (action.value.equals(attribute)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }
}
