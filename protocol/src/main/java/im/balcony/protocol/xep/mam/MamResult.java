package im.balcony.protocol.xep.mam;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xep.forward.Forwarded;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message of an archive on its way to who asked (XEP-0313 section 4.2).
 *
 * @param id under which the archive keeps it
 */
public record MamResult(@Nullable String queryId, String id, Forwarded forwarded) {
  private static final String NAME = "result";

  public static MamResult of(@Nullable String queryId, String id, XmlElement message, Instant at) {
    return new MamResult(queryId, id, new Forwarded(message, new Delay(at, null, "")));
  }

  /** Reads the payload of a message; whether it comes from the own archive is not looked at. */
  public static Optional<MamResult> in(XmlElement message) {
    var result = message.child(NAME, Mam.NAMESPACE);
    var id = result.map(element -> element.attribute("id"));
    var forwarded =
        result
            .flatMap(element -> element.child("forwarded", Forwarded.NAMESPACE))
            .flatMap(Forwarded::read);
    if (id.isEmpty() || forwarded.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new MamResult(result.get().attribute("queryid"), id.get(), forwarded.get()));
  }

  /** Whether the message pretends to be a result: only an archive may send such. */
  public static boolean isIn(XmlElement message) {
    return message.child(NAME, Mam.NAMESPACE).isPresent();
  }

  public XmlElement toElement() {
    return XmlElement.named(NAME, Mam.NAMESPACE)
        .attribute("queryid", queryId)
        .attribute("id", id)
        .child(forwarded.toElement())
        .build();
  }

  /** The message that carries it from the archive of {@code archive} to the device that asked. */
  public XmlElement toMessage(Jid archive, Jid device) {
    return XmlElement.named("message", forwarded.stanza().namespace())
        .attribute("from", archive.toString())
        .attribute("to", device.toString())
        .child(toElement())
        .build();
  }
}
