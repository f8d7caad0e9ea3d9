package im.balcony.protocol.xep.forgery;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.xep.blocking.BlockingRequest;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.cdr.CallRecord;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xep.mam.Mam;
import im.balcony.protocol.xep.roster.Roster;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Elements that a client believes because its own server sends them. From anybody else they are
 * taken out before a message is archived, copied or delivered, so that what stands in it is from
 * us.
 */
public final class Forgeries {
  private static final Set<String> OURS =
      Set.of(Mam.NAMESPACE, Carbons.NAMESPACE, CallRecord.NAMESPACE);

  private Forgeries() {}

  /**
   * The message without results of archives, copies, records of calls, ids and delays that claim to
   * be ours.
   *
   * @param ours whether an address belongs to this server
   */
  public static Message without(Message message, Predicate<Jid> ours) {
    return message.withElement(message.element().withoutChildren(child -> isForged(child, ours)));
  }

  private static boolean isForged(XmlElement child, Predicate<Jid> ours) {
    return (OURS.contains(child.namespace()) && !child.is("private", Carbons.NAMESPACE))
        || StanzaIds.isGivenBy(child, ours)
        || Delay.isStampedBy(child, ours);
  }

  /**
   * Whether this is a push of a roster or block list, which a device takes from its own account
   * alone (RFC 6121 section 2.1.6, XEP-0191 section 3.2).
   */
  public static boolean isPush(Iq iq) {
    return iq.type() == Iq.Type.SET
        && iq.payload()
            .filter(
                payload ->
                    payload.namespace().equals(Roster.NAMESPACE)
                        || payload.namespace().equals(BlockingRequest.NAMESPACE))
            .isPresent();
  }
}
