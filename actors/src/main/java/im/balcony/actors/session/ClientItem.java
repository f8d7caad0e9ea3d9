package im.balcony.actors.session;

import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;

/** One first-level element from the client, in the order it was sent. */
public sealed interface ClientItem {

  /** A stanza that keeps the rules all stanzas have. */
  record Accepted(Stanza stanza) implements ClientItem {}

  /**
   * A stanza that breaks one of them, and the answer it gets, if any; it is counted all the same.
   */
  record Refused(Optional<XmlElement> reply) implements ClientItem {}

  /** An element that is no stanza, such as those of XEP-0198. */
  record Nonza(XmlElement element) implements ClientItem {}
}
