package im.balcony.protocol.xep.mentions;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.references.References;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/**
 * Who is spoken of in a message to a room, by this extension and by References (XEP-0372).
 *
 * @param addresses accounts, and occupants by their nicknames
 * @param occupantIds see XEP-0421
 * @param channel whether everybody is meant (section 3.2.1.1)
 */
@Xep(number = 513, name = "Explicit Mentions", version = "0.1.0")
public record Mentions(Set<Jid> addresses, Set<String> occupantIds, boolean channel) {
  public static final String NAMESPACE = "urn:xmpp:mentions:0";

  /** A message with more of them mentions nobody (section 3.5). */
  public static final int MENTIONS_MAX = 50;

  public static final Mentions NONE = new Mentions(Set.of(), Set.of(), false);

  private static final String CHANNEL = NAMESPACE + "#channel";

  public boolean isEmpty() {
    return addresses.isEmpty() && occupantIds.isEmpty() && !channel;
  }

  /** Those that ask for attention: not what is named without a ping (section 3.4.2). */
  public static Mentions in(XmlElement message) {
    var explicit = message.children("mention", NAMESPACE);
    var references = References.mentions(message);
    if (explicit.size() + references.size() > MENTIONS_MAX) {
      return NONE;
    }
    var addresses = new HashSet<>(references);
    var occupantIds = new HashSet<String>();
    var groups = new ArrayList<String>();
    for (var mention : explicit) {
      if (mention.child("noping", NAMESPACE).isPresent()) {
        continue;
      }
      var group = mention.attribute("mentions");
      var occupantId = mention.attribute("occupantid");
      if (group != null) {
        groups.add(mention.attribute("uri") == null ? group : "");
      } else if (occupantId != null) {
        occupantIds.add(occupantId);
      } else {
        Jid.tryParse(mention.attribute("jid")).ifPresent(addresses::add);
      }
    }
    return new Mentions(Set.copyOf(addresses), Set.copyOf(occupantIds), groups.contains(CHANNEL));
  }
}
