package im.balcony.protocol.xep.mix;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** Whose presence it is that a channel tells. */
@Xep(
    number = 403,
    name = "Mediated Information eXchange (MIX): Presence Support",
    version = "0.3.2")
public final class MixPresence {
  public static final String NAMESPACE = "urn:xmpp:mix:presence:0";

  private MixPresence() {}

  /**
   * The element in the presence.
   *
   * @param jid of the client; null where it is hidden (XEP-0404)
   */
  public static XmlElement of(String nick, @Nullable Jid jid) {
    return Mix.person("mix", NAMESPACE, nick, jid);
  }

  /** The presence without what only a channel may say. */
  public static XmlElement without(XmlElement presence) {
    return presence.withoutChildren(child -> child.is("mix", NAMESPACE));
  }
}
