package im.balcony.actors.session;

import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** The answer to a request to bind a resource (RFC 6120 section 7.6). */
record BindAnswer(String iqId) implements SessionWelcome {
  @Override
  public List<XmlElement> of(Begun session) {
    return List.of(Nonzas.bound(iqId, session.fullJid()));
  }

  /** RFC 6120 section 7.6.2.1. */
  @Override
  public Optional<XmlElement> oneTooMany() {
    return Optional.of(Nonzas.refusedBind(iqId, StanzaError.resourceConstraint()));
  }
}
