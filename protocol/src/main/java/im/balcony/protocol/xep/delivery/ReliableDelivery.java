package im.balcony.protocol.xep.delivery;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.datetime.DateTimes;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What tells a client that its message is stored, and when: the client sends a message again,
 * marked as such, until it was told.
 */
public final class ReliableDelivery {
  public static final String NAMESPACE = "https://xabber.com/protocol/delivery";
  private static final String RETRY = "retry";
  private static final String TIME = "time";

  private ReliableDelivery() {}

  /** Whether the client has sent this message before and was not told what became of it. */
  public static boolean isRetry(XmlElement message) {
    return message.child(RETRY, NAMESPACE).isPresent();
  }

  /** The message as it was sent first. */
  public static XmlElement withoutRetry(XmlElement message) {
    return message.withoutChildren(child -> child.is(RETRY, NAMESPACE));
  }

  /** When the archive of {@code by} got the message. */
  public static XmlElement time(Jid by, Instant at) {
    return XmlElement.named(TIME, NAMESPACE)
        .attribute("by", by.toString())
        .attribute("stamp", DateTimes.format(at))
        .build();
  }

  /** Whether this is a time that claims to be given by one of these; as a stanza-id does. */
  public static boolean isTimeGivenBy(XmlElement child, Predicate<Jid> givers) {
    return child.is(TIME, NAMESPACE)
        && Jid.tryParse(child.attribute("by")).map(givers::test).orElse(true);
  }

  /**
   * Tells a client that its message is stored; empty when the message has no origin-id that the
   * client would know it by.
   *
   * @param archiveId in the archive of {@code account}
   */
  public static Optional<XmlElement> received(
      XmlElement message, Jid account, long archiveId, Instant at) {
    return StanzaIds.originId(message)
        .map(
            originId ->
                XmlElement.named("received", NAMESPACE)
                    .child(StanzaIds.originIdElement(originId))
                    .child(StanzaIds.stanzaIdElement(Long.toString(archiveId), account))
                    .child(time(account, at))
                    .build());
  }
}
