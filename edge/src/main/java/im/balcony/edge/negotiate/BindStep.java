package im.balcony.edge.negotiate;

import im.balcony.actors.session.SessionWelcome;
import im.balcony.actors.session.SessionWishes;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.xep.sm.StreamManagement;
import im.balcony.protocol.xml.XmlElement;

/** From login to session in a step of its own: bind (RFC 6120 7) or resume (XEP-0198 5). */
final class BindStep {
  private final ClientLine line;
  private final SessionOpening sessions;
  private final Jid account;
  private final SessionWishes wishes;

  /**
   * @param wishes what is known of the session to be, whatever its resource
   */
  BindStep(ClientLine line, SessionOpening sessions, Jid account, SessionWishes wishes) {
    this.line = line;
    this.sessions = sessions;
    this.account = account;
    this.wishes = wishes;
  }

  void on(XmlElement element) {
    if (element.namespace().equals(StreamManagement.NAMESPACE)) {
      if (StreamManagement.read(element).orElse(null) instanceof StreamManagement.Resume resume) {
        sessions.resume(
            resume, account, StreamManagement::toElement, lapsed -> line.send(lapsed.toElement()));
      } else {
        var refused = StanzaError.Condition.UNEXPECTED_REQUEST.elementName();
        line.send(new StreamManagement.Failed(refused, null).toElement());
      }
      return;
    }
    var isStanza = element.namespace().equals(Negotiation.CLIENT);
    var read = isStanza ? StanzaReader.read(element) : new StanzaReader.NoStanza(element);
    if (read instanceof StanzaReader.Refused refused) {
      refused.reply().ifPresent(line::send);
    } else if (read instanceof StanzaReader.Read stanza
        && stanza.stanza() instanceof Iq iq
        && !(Binding.read(iq, account) instanceof Binding.None)) {
      bind(iq, Binding.read(iq, account));
    } else if (isStanza) {
      line.fail(StreamErrorCondition.NOT_AUTHORIZED, "bind a resource first (RFC 6120 7.1)");
    } else {
      line.fail(StreamErrorCondition.UNSUPPORTED_STANZA_TYPE, null);
    }
  }

  private void bind(Iq iq, Binding binding) {
    if (binding instanceof Binding.Refused refused) {
      line.send(refused.error().replyTo(iq));
    } else if (binding instanceof Binding.Wanted wanted) {
      sessions.begin(wanted.fullJid(), wishes, SessionWelcome.toBind(String.valueOf(iq.id())));
    }
  }
}
