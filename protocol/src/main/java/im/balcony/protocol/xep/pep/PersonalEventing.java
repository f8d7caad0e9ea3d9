package im.balcony.protocol.xep.pep;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.disco.DiscoIdentity;
import im.balcony.protocol.xep.pubsub.AccessModel;
import im.balcony.protocol.xep.pubsub.NodeConfig;
import im.balcony.protocol.xep.pubsub.SendLastItem;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;

/** An account as a pubsub service. */
@Xep(number = 163, name = "Personal Eventing Protocol", version = "1.2.2")
public final class PersonalEventing {
  /** What service discovery tells of the account (section 7.1). */
  public static final DiscoIdentity IDENTITY = new DiscoIdentity("pubsub", "pep", null, null);

  /** The defaults of section 6, and one item at a node. */
  public static final NodeConfig DEFAULT =
      new NodeConfig(
          AccessModel.PRESENCE,
          List.of(),
          1,
          true,
          SendLastItem.ON_SUB_AND_PRESENCE,
          true,
          true,
          true,
          true,
          false,
          "",
          "");

  private PersonalEventing() {}

  /** A headline of the account whose node it is (section 4.3.3). */
  public static XmlElement notice(Jid account, Jid to, XmlElement event) {
    return XmlElement.named("message", "jabber:client")
        .attribute("from", account.toString())
        .attribute("to", to.toString())
        .attribute("type", "headline")
        .child(event)
        .build();
  }
}
