package im.balcony.actors.feature.rewrite;

import im.balcony.actors.feature.IqAnswer;
import im.balcony.persistence.archive.MessagePlace;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import im.balcony.protocol.xep.correction.Correction;
import im.balcony.protocol.xep.retraction.Retraction;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** The messages that say to both sides what a client asked its server for. */
final class RewriteMessages {
  private RewriteMessages() {}

  /** XEP-0424 section 3. */
  static IqAnswer retraction(Indexed entry, XmlElement original) {
    return submitted(entry, original, Retraction.of(nameOf(original)), null);
  }

  /** A message that was stored already; its sender hears of it as of the first time. */
  static IqAnswer again(Indexed entry, XmlElement stored) {
    return new IqAnswer.Submitted(stored, new MessagePlace(entry.conversation(), entry.version()));
  }

  /**
   * XEP-0308 section 3.
   *
   * @param content what the client wants to stand for the original
   */
  static IqAnswer correction(Indexed entry, XmlElement original, XmlElement content) {
    return submitted(entry, original, Correction.of(nameOf(original)), content);
  }

  private static IqAnswer submitted(
      Indexed entry, XmlElement original, XmlElement about, @Nullable XmlElement content) {
    var message =
        XmlElement.named("message", "jabber:client")
            .attribute("to", entry.peer())
            .attribute("type", original.attribute("type"));
    if (content != null) {
      content.elements().stream()
          .filter(child -> !child.namespace().equals(StanzaIds.NAMESPACE))
          .filter(child -> !child.is(about.name(), about.namespace()))
          .forEach(child -> message.child(inClientNamespace(child, content.namespace())));
    }
    return new IqAnswer.Submitted(
        message.child(about).build(), new MessagePlace(entry.conversation(), entry.version()));
  }

  /** The message in the request may have inherited the request's namespace. */
  private static XmlElement inClientNamespace(XmlElement child, String inherited) {
    return child.namespace().equals(inherited)
        ? child.withNamespace(inherited, "jabber:client")
        : child;
  }

  private static String nameOf(XmlElement message) {
    var id = message.attribute("id");
    return StanzaIds.originId(message).orElse(id == null ? "" : id);
  }
}
