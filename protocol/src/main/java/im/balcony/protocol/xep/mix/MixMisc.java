package im.balcony.protocol.xep.mix;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.retraction.Retraction;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What channels do beside the core: messages are taken back, people invited. */
@Xep(
    number = 407,
    name = "Mediated Information eXchange (MIX): Miscellaneous Capabilities",
    version = "0.1.2")
public final class MixMisc {
  public static final String NAMESPACE = "urn:xmpp:mix:misc:0";

  /** Nicknames can be registered (section 3). */
  public static final String NICK_REGISTER = NAMESPACE + "#nick-register";

  private static final String RETRACT = "retract";
  private static final String RETRACTED = "retracted";

  private MixMisc() {}

  /** The nickname that is kept for who has registered (section 3). */
  public static XmlElement registered(String nick) {
    return XmlElement.named("register", NAMESPACE)
        .child(XmlElement.named("nick", NAMESPACE).text(nick).build())
        .build();
  }

  /** The invitation that was asked for (section 6). */
  public static XmlElement invited(MixInvitation invitation) {
    return XmlElement.named("invite", NAMESPACE).child(invitation.toElement()).build();
  }

  /** The id in the archive of the message that is taken back (section 4). */
  public static Optional<String> retractedId(XmlElement message) {
    return message.child(RETRACT, NAMESPACE).map(retract -> retract.attribute("id"));
  }

  /** A retraction that says it in both words: those of MIX, and of XEP-0424. */
  public static XmlElement inBothWords(XmlElement message) {
    var mix = retractedId(message);
    var plain = Retraction.retractedId(message);
    if (mix.isPresent() && plain.isEmpty()) {
      return message.withChild(Retraction.of(mix.get()));
    } else if (plain.isPresent() && mix.isEmpty()) {
      return message.withChild(
          XmlElement.named(RETRACT, NAMESPACE).attribute("id", plain.get()).build());
    }
    return message;
  }

  /**
   * The tombstone with what it says to participants (section 4); what is none stays as it is.
   *
   * @param by who took it back, as it is shown; null when that is not known
   */
  public static XmlElement tombstone(XmlElement message, @Nullable Jid by) {
    var stamp =
        message
            .child(RETRACTED, Retraction.NAMESPACE)
            .flatMap(retracted -> Optional.ofNullable(retracted.attribute("stamp")));
    if (stamp.isEmpty() || message.child(RETRACTED, NAMESPACE).isPresent()) {
      return message;
    }
    return message.withChild(
        XmlElement.named(RETRACTED, NAMESPACE)
            .attribute("by", by == null ? null : by.toString())
            .attribute("time", stamp.get())
            .build());
  }
}
