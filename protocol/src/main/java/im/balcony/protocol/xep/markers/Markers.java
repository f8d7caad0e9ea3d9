package im.balcony.protocol.xep.markers;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Markers; {@code received} and {@code acknowledged} of early versions are still sent. */
@Xep(number = 333, name = "Displayed Markers", version = "1.0.0")
public final class Markers {
  public static final String NAMESPACE = "urn:xmpp:chat-markers:0";

  private static final Set<String> MARKERS = Set.of("displayed", "received", "acknowledged");

  private Markers() {}

  /** Whether the message is a marker itself, not one that may be marked. */
  public static boolean isMarker(XmlElement message) {
    return message.elements().stream()
        .anyMatch(child -> child.namespace().equals(NAMESPACE) && MARKERS.contains(child.name()));
  }

  /** The id of the message up to which everything was shown, or acknowledged in the old form. */
  public static Optional<String> displayedId(XmlElement message) {
    return message
        .child("displayed", NAMESPACE)
        .or(() -> message.child("acknowledged", NAMESPACE))
        .map(displayed -> displayed.attribute("id"));
  }

  /**
   * The id that the message has in the archive of the marker's sender, beside the one that its
   * author gave it (Client Synchronization).
   */
  public static OptionalLong archiveId(XmlElement message, Jid sender) {
    return message.elements().stream()
        .filter(child -> child.namespace().equals(NAMESPACE) && MARKERS.contains(child.name()))
        .map(marker -> StanzaIds.archiveId(marker, sender))
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElseGet(
            () -> isMarker(message) ? StanzaIds.archiveId(message, sender) : OptionalLong.empty());
  }

  /** The id of a message that arrived, in the form of early versions. */
  public static Optional<String> receivedId(XmlElement message) {
    return message.child("received", NAMESPACE).map(received -> received.attribute("id"));
  }

  public static XmlElement displayed(String id) {
    return XmlElement.named("displayed", NAMESPACE).attribute("id", id).build();
  }
}
