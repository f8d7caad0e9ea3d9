package im.balcony.protocol.xep.receipts;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;

/** Receipts are made by clients; the server only knows them when it sees them. */
@Xep(number = 184, name = "Message Delivery Receipts", version = "1.4.0")
public final class Receipts {
  public static final String NAMESPACE = "urn:xmpp:receipts";

  private Receipts() {}

  public static boolean isRequested(XmlElement message) {
    return message.child("request", NAMESPACE).isPresent();
  }

  /** The id of the message that arrived. */
  public static Optional<String> receivedId(XmlElement message) {
    return message.child("received", NAMESPACE).map(received -> received.attribute("id"));
  }

  public static XmlElement received(String id) {
    return XmlElement.named("received", NAMESPACE).attribute("id", id).build();
  }
}
