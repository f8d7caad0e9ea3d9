package im.balcony.protocol.stanza;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A one-way text or notice (RFC 6121 section 5). */
public record Message(
    XmlElement element, Type type, @Nullable Jid from, @Nullable Jid to, @Nullable String id)
    implements Stanza {

  /** What it is for; the attribute's value is the name in lower case. */
  public enum Type {
    NORMAL,
    CHAT,
    GROUPCHAT,
    HEADLINE,
    ERROR;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** As it stands in the attribute. */
    public String value() {
      return value;
    }

    static Optional<Type> of(@Nullable String attribute) {
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
  public Message withFrom(Jid sender) {
    return new Message(element.withAttribute("from", sender.toString()), type, sender, to, id);
  }

  @Override
  public Message withTo(@Nullable Jid recipient) {
    String text = recipient == null ? null : recipient.toString();
    return new Message(element.withAttribute("to", text), type, from, recipient, id);
  }

  @Override
  public Message withElement(XmlElement other) {
    return new Message(other, type, from, to, id);
  }

  /** The text of its first body. */
  public Optional<String> body() {
    return element.child("body", element.namespace()).map(XmlElement::text);
  }
}
