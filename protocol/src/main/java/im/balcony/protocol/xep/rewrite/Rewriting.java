package im.balcony.protocol.xep.rewrite;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.correction.Correction;
import im.balcony.protocol.xep.datetime.DateTimes;
import im.balcony.protocol.xep.delivery.ReliableDelivery;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;

/** Names of this protocol, and what clients are told of a change. */
public final class Rewriting {
  public static final String NAMESPACE = "https://xabber.com/protocol/rewrite";
  public static final String NOTIFY = NAMESPACE + "#notify";

  private Rewriting() {}

  /**
   * Where a change happened.
   *
   * @param version of the account's archive with this change
   */
  public record Place(long version, Jid conversation, String type) {}

  /** Answers a query: the newest version of the account's archive. */
  public static XmlElement version(long version) {
    return XmlElement.named("query", NAMESPACE)
        .attribute("version", Long.toString(version))
        .build();
  }

  public static XmlElement retracted(Place place, long archiveId) {
    return named(RewriteRequest.RETRACT_MESSAGE, place)
        .attribute("id", Long.toString(archiveId))
        .build();
  }

  public static XmlElement retractedAll(Place place) {
    return named(RewriteRequest.RETRACT_ALL, place).build();
  }

  /** So much has changed that the client takes the conversation anew. */
  public static XmlElement invalidated(Place place) {
    return named("invalidate", place).build();
  }

  /**
   * @param message as {@link #replacement} gives it
   */
  public static XmlElement replaced(Place place, long archiveId, XmlElement message) {
    return named(RewriteRequest.REPLACE, place)
        .attribute("id", Long.toString(archiveId))
        .child(message)
        .build();
  }

  /**
   * The message as it is now: with the content of its correction (XEP-0308), under its own ids.
   *
   * @param archiveId of the message in the archive of {@code account}
   * @param at when that got it
   * @param replacedAt when it got the correction
   */
  public static XmlElement replacement(
      XmlElement correction, Jid account, long archiveId, Instant at, Instant replacedAt) {
    var id = Correction.replacedId(correction).orElse(null);
    var content =
        correction
            .withoutChildren(Rewriting::belongsToTheCorrection)
            .withAttribute("id", id)
            .withChild(StanzaIds.stanzaIdElement(Long.toString(archiveId), account))
            .withChild(ReliableDelivery.time(account, at))
            .withChild(
                XmlElement.named("replaced", NAMESPACE)
                    .attribute("stamp", DateTimes.format(replacedAt))
                    .build());
    return id == null ? content : content.withChild(StanzaIds.originIdElement(id));
  }

  private static boolean belongsToTheCorrection(XmlElement child) {
    return child.namespace().equals(Correction.NAMESPACE)
        || child.namespace().equals(StanzaIds.NAMESPACE);
  }

  private static XmlElement.Builder named(String name, Place place) {
    return XmlElement.named(name, NOTIFY)
        .attribute("version", Long.toString(place.version()))
        .attribute("conversation", place.conversation().toString())
        .attribute("type", place.type());
  }
}
