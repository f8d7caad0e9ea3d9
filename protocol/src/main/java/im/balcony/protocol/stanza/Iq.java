package im.balcony.protocol.stanza;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A question or its answer (RFC 6120 section 8.2.3). */
public record Iq(
    XmlElement element, Type type, @Nullable Jid from, @Nullable Jid to, @Nullable String id)
    implements Stanza {

  /** What it is for; the attribute's value is the name in lower case. */
  public enum Type {
    GET,
    SET,
    RESULT,
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
  public Iq withFrom(Jid sender) {
    return new Iq(element.withAttribute("from", sender.toString()), type, sender, to, id);
  }

  @Override
  public Iq withTo(@Nullable Jid recipient) {
    String text = recipient == null ? null : recipient.toString();
    return new Iq(element.withAttribute("to", text), type, from, recipient, id);
  }

  @Override
  public Iq withElement(XmlElement other) {
    return new Iq(other, type, from, to, id);
  }

  /** The question, or what the answer carries. */
  public Optional<XmlElement> payload() {
    for (XmlElement child : element.elements()) {
      if (!child.is("error", element.namespace())) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  public boolean isRequest() {
    return type == Type.GET || type == Type.SET;
  }

  /** The answer to this question: addresses swapped, the same id. */
  public XmlElement result(@Nullable XmlElement payload) {
    XmlElement.Builder result =
        XmlElement.named("iq", element.namespace())
            .attribute("type", Type.RESULT.value())
            .attribute("id", id)
            .attribute("from", element.attribute("to"))
            .attribute("to", element.attribute("from"));
    return payload == null ? result.build() : result.child(payload).build();
  }
}
