package im.balcony.actors.feature.mam;

import im.balcony.actors.feature.Envelope;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xep.forward.Forwarded;
import im.balcony.protocol.xep.mam.Mam;
import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** The stanzas that carry a page (XEP-0313 section 4.2); what they carry is not read. */
record ResultStanzas(Jid account, Jid asker, @Nullable String queryId) {

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
        .around(item.stanzaXml());
  }
}
