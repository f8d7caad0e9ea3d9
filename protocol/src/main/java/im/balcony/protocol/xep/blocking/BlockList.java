package im.balcony.protocol.xep.blocking;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import java.util.Set;
import java.util.TreeSet;

/** The JIDs that an account has blocked, and whom they mean (XEP-0191 sections 3.2 and 5). */
public record BlockList(Set<Jid> jids) {
  private static final String ERRORS = "urn:xmpp:blocking:errors";

  public BlockList {
    jids = Set.copyOf(jids);
  }

  /**
   * Whether this address is blocked: by itself, by its bare form, or by its domain, which stands
   * for everybody there.
   */
  public boolean blocks(Jid other) {
    return !jids.isEmpty()
        && (jids.contains(other)
            || jids.contains(other.bare())
            || jids.contains(other.domainJid()));
  }

  /** The answer to an account that writes to somebody it has blocked (section 3.3). */
  public static StanzaError errorForOwner() {
    return StanzaError.notAcceptable()
        .withType(StanzaError.Type.CANCEL)
        .withApplication(XmlElement.named("blocked", ERRORS).build());
  }

  /** The answer to a client that asked for the list. */
  public XmlElement toElement() {
    return element("blocklist", jids);
  }

  static XmlElement element(String name, Set<Jid> jids) {
    var list = XmlElement.named(name, BlockingRequest.NAMESPACE);
    for (var jid : new TreeSet<>(jids)) {
      list.child(
          XmlElement.named("item", BlockingRequest.NAMESPACE)
              .attribute("jid", jid.toString())
              .build());
    }
    return list.build();
  }
}
