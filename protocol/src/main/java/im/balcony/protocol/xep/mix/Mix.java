package im.balcony.protocol.xep.mix;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The core of MIX: its namespace, and what a channel answers in it. */
@Xep(number = 369, name = "Mediated Information eXchange (MIX)", version = "0.14.6")
public final class Mix {
  public static final String NAMESPACE = "urn:xmpp:mix:core:1";

  /** The service lists its channels (section 6.1). */
  public static final String SEARCHABLE = NAMESPACE + "#searchable";

  /** Whoever asks may create channels (section 7.3.1). */
  public static final String CREATE_CHANNEL = NAMESPACE + "#create-channel";

  /** The node of service discovery that asks for nodes, not for occupants (section 6.4). */
  public static final String NODE = "mix";

  private Mix() {}

  /** What somebody joined with (section 7.1.2). */
  public static XmlElement joined(
      Jid channel,
      String participantId,
      Collection<MixNode> nodes,
      String nick,
      @Nullable XmlElement preferences) {
    var join =
        XmlElement.named("join", NAMESPACE)
            .attribute("id", participantId)
            .attribute("jid", ParticipantAddress.of(channel, participantId).toString());
    nodes.forEach(node -> join.child(node.element("subscribe")));
    join.child(text("nick", nick));
    if (preferences != null) {
      join.child(preferences);
    }
    return join.build();
  }

  /** That somebody left (section 7.1.3). */
  public static XmlElement left() {
    return XmlElement.named("leave", NAMESPACE).build();
  }

  /** The nickname that is used (section 7.1.4). */
  public static XmlElement nickSet(String nick) {
    return XmlElement.named("setnick", NAMESPACE).child(text("nick", nick)).build();
  }

  /** The nodes that are heard of from now on, and those that are not (section 7.1.2). */
  public static XmlElement subscriptionUpdated(
      Jid account, Collection<MixNode> more, Collection<MixNode> fewer) {
    var update =
        XmlElement.named("update-subscription", NAMESPACE).attribute("jid", account.toString());
    more.forEach(node -> update.child(node.element("subscribe")));
    fewer.forEach(node -> update.child(node.element("unsubscribe")));
    return update.build();
  }

  /** The channel that was created (section 7.3.2). */
  public static XmlElement created(String channel) {
    return XmlElement.named("create", NAMESPACE).attribute("channel", channel).build();
  }

  /**
   * Who says something (section 7.1.6).
   *
   * @param jid null where it is hidden (XEP-0404)
   */
  public static XmlElement sender(String nick, @Nullable Jid jid) {
    return person("mix", NAMESPACE, nick, jid);
  }

  /** An item of the participants node (section 4.7.3); the same of {@link #sender}. */
  public static XmlElement participant(String nick, @Nullable Jid jid) {
    return person("participant", NAMESPACE, nick, jid);
  }

  static XmlElement person(String name, String namespace, String nick, @Nullable Jid jid) {
    var person =
        XmlElement.named(name, namespace)
            .child(XmlElement.named("nick", namespace).text(nick).build());
    if (jid != null) {
      person.child(XmlElement.named("jid", namespace).text(jid.toString()).build());
    }
    return person.build();
  }

  private static XmlElement text(String name, String text) {
    return XmlElement.named(name, NAMESPACE).text(text).build();
  }
}
