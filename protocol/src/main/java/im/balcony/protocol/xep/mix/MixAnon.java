package im.balcony.protocol.xep.mix;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xml.XmlElement;

/** Channels that do not show who their participants are, and what these prefer. */
@Xep(
    number = 404,
    name = "Mediated Information eXchange (MIX): JID Hidden Channels",
    version = "0.1.3")
public final class MixAnon {
  public static final String NAMESPACE = "urn:xmpp:mix:anon:0";

  private static final String PREFERENCE = "user-preference";

  private MixAnon() {}

  /** Whether this asks for the own preferences, or sets them (section 3.1). */
  public static boolean isPreference(XmlElement payload) {
    return payload.is(PREFERENCE, NAMESPACE);
  }

  /** The answer to that. */
  public static XmlElement preferences(DataForm form) {
    return XmlElement.named(PREFERENCE, NAMESPACE).child(form.toElement()).build();
  }

  /** An item of the JID map (section 2.5). */
  public static XmlElement mapped(Jid account) {
    return XmlElement.named("participant", NAMESPACE)
        .child(XmlElement.named("jid", NAMESPACE).text(account.toString()).build())
        .build();
  }
}
