package im.balcony.protocol.stanza;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** News of an availability, or of a subscription to it (RFC 6121 sections 3 and 4). */
public record Presence(
    XmlElement element, Type type, @Nullable Jid from, @Nullable Jid to, @Nullable String id)
    implements Stanza {

  /** What it is for; the attribute's value is the name in lower case. */
  public enum Type {
    AVAILABLE,
    UNAVAILABLE,
    SUBSCRIBE,
    SUBSCRIBED,
    UNSUBSCRIBE,
    UNSUBSCRIBED,
    PROBE,
    ERROR;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** As it stands in the attribute. */
    public String value() {
      return value;
    }

    static Optional<Type> of(@Nullable String attribute) {
      if (attribute == null) {
        return Optional.of(AVAILABLE);
      }
      for (Type type : values()) {
        if (type.value.equals(attribute)) {
          return Optional.of(type);
        }
      }
      return Optional.empty();
    }
  }

  @Override
  public boolean isError() {
    return type == Type.ERROR;
  }

  @Override
  public Presence withFrom(Jid sender) {
    return new Presence(element.withAttribute("from", sender.toString()), type, sender, to, id);
  }

  @Override
  public Presence withTo(@Nullable Jid recipient) {
    String text = recipient == null ? null : recipient.toString();
    return new Presence(element.withAttribute("to", text), type, from, recipient, id);
  }

  @Override
  public Presence withElement(XmlElement other) {
    return new Presence(other, type, from, to, id);
  }
}
