package im.balcony.actors.feature.mam;

import im.balcony.actors.feature.Envelope;
import im.balcony.actors.user.messages.ArchiveIdStamp;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xep.delivery.ReliableDelivery;
import im.balcony.protocol.xep.forward.Forwarded;
import im.balcony.protocol.xep.mam.Mam;
import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/**
 * The stanzas that carry a page (XEP-0313 section 4.2); what they carry is not read.
 *
 * @param timed whether the client knows the time that reliable delivery puts into messages
 */
record ResultStanzas(Jid account, Jid asker, @Nullable String queryId, boolean timed) {

  byte[] of(ArchiveItem item) {
    var forwarded =
        XmlElement.named("forwarded", Forwarded.NAMESPACE)
            .child(new Delay(item.at(), null, "").toElement())
            .text(Envelope.PLACE)
            .build();
    var result =
        XmlElement.named("result", Mam.NAMESPACE)
            .attribute("queryid", queryId)
            .attribute("id", Long.toString(item.archiveId()))
            .child(forwarded)
            .build();
    return Envelope.of(
            XmlElement.named("message", "jabber:client")
                .attribute("from", account.toString())
                .attribute("to", asker.toString())
                .child(result)
                .build())
        .around(timed ? timed(item) : item.stanzaXml());
  }

  private byte[] timed(ArchiveItem item) {
    var time = ReliableDelivery.time(account, ArchiveItem.timeOf(item.archiveId()));
    return ArchiveIdStamp.with(item.stanzaXml(), time.toBytes());
  }
}
