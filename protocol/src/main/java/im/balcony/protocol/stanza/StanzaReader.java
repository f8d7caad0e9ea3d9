package im.balcony.protocol.stanza;

import im.balcony.protocol.jid.InvalidJidException;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what all stanzas have in common (RFC 6120 sections 8.1 and 8.2). */
public final class StanzaReader {
  private static final Set<String> CONTENT_NAMESPACES =
      Set.of("jabber:client", "jabber:server", "jabber:component:accept");
  private static final Set<String> NAMES = Set.of("message", "presence", "iq");

  private StanzaReader() {}

  /** What became of an element. */
  public sealed interface Result {}

  /** A stanza that keeps the rules. */
  public record Read(Stanza stanza) implements Result {}

  /** A stanza that breaks a rule. */
  public record Refused(StanzaError error, XmlElement element) implements Result {
    /** The answer its sender gets; none if it is an error or a result itself. */
    public Optional<XmlElement> reply() {
      return error.bounce(element);
    }
  }

  /** A first-level element that is no stanza at all, as SASL's and XEP-0198's are. */
  public record NoStanza(XmlElement element) implements Result {}

  public static Result read(XmlElement element) {
    if (!NAMES.contains(element.name()) || !CONTENT_NAMESPACES.contains(element.namespace())) {
      return new NoStanza(element);
    }
    Jid from;
    Jid to;
    try {
      from = address(element, "from");
      to = address(element, "to");
    } catch (InvalidJidException e) {
      return new Refused(
          StanzaError.jidMalformed().withText(String.valueOf(e.getMessage())), element);
    }
    return switch (element.name()) {
      case "message" -> message(element, from, to);
      case "presence" -> presence(element, from, to);
      default -> iq(element, from, to);
    };
  }

  /** RFC 6121 section 5.2.2: an unknown type is as good as none. */
  private static Result message(XmlElement element, @Nullable Jid from, @Nullable Jid to) {
    Message.Type type = Message.Type.of(element.attribute("type")).orElse(Message.Type.NORMAL);
    return new Read(new Message(element, type, from, to, element.attribute("id")));
  }

  private static Result presence(XmlElement element, @Nullable Jid from, @Nullable Jid to) {
    String given = element.attribute("type");
    Optional<Presence.Type> type = Presence.Type.of(given);
    if (type.isEmpty() || "available".equals(given)) {
      return refused(element, "unknown type of presence");
    }
    return new Read(new Presence(element, type.get(), from, to, element.attribute("id")));
  }

  private static Result iq(XmlElement element, @Nullable Jid from, @Nullable Jid to) {
    Optional<Iq.Type> type = Iq.Type.of(element.attribute("type"));
    String id = element.attribute("id");
    if (type.isEmpty()) {
      return refused(element, "unknown type of iq");
    }
    if (id == null) {
      return refused(element, "iq without an id");
    }
    Iq iq = new Iq(element, type.get(), from, to, id);
    int children = element.elements().size();
    if (iq.isRequest() && children != 1) {
      return refused(element, "a request has exactly one child");
    }
    if (type.get() == Iq.Type.RESULT && children > 1) {
      return refused(element, "a result has one child at most");
    }
    return new Read(iq);
  }

  private static Refused refused(XmlElement element, String reason) {
    return new Refused(StanzaError.badRequest().withText(reason), element);
  }

  private static @Nullable Jid address(XmlElement element, String attribute) {
    String text = element.attribute(attribute);
    return text == null ? null : Jid.parse(text);
  }
}
