package im.balcony.protocol.xep;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Values to fill payloads with, and ways to get elements from text, for the tests of codecs. */
public final class Payloads {
  private static final String CLIENT = "jabber:client";

  private Payloads() {}

  /** Text with everything that XML has to escape. */
  public static Arbitrary<String> text() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars('ä', '€', '\n', '\t', '<', '>', '&', '"', '\'', ']')
        .ofMaxLength(20);
  }

  /** Text that is not empty. */
  public static Arbitrary<String> id() {
    return text().filter(text -> !text.isEmpty());
  }

  public static Arbitrary<Jid> jid() {
    var part = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8);
    var resource = text().map(String::strip).filter(text -> text.matches("[!-~]+"));
    return Combinators.combine(part.injectNull(0.2), part, resource.injectNull(0.5))
        .as((local, domain, device) -> Jid.of(local, domain + ".example", device));
  }

  public static Arbitrary<Jid> bareJid() {
    return jid().map(Jid::bare);
  }

  /** Moments as precise as they are written. */
  public static Arbitrary<Instant> instant() {
    return Arbitraries.longs()
        .between(0, 4_000_000_000_000_000L)
        .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  /** Counts that fit what the wire carries. */
  public static Arbitrary<Integer> count() {
    return Arbitraries.integers().between(0, Integer.MAX_VALUE);
  }

  /** The element as the peer gets it. */
  public static XmlElement reparsed(XmlElement element) {
    return xml(element.toXml());
  }

  public static XmlElement xml(String xml) {
    try {
      return XmlParser.parse(xml, XmlLimits.DEFAULT);
    } catch (XmlException e) {
      throw new AssertionError(xml, e);
    }
  }

  /** A message of this type with this content; quotation marks may be single ones. */
  public static Message message(String type, String content) {
    var xml =
        "<message xmlns='%s' type='%s' from='juliet@b.example/balcony' to='romeo@a.example'>%s</message>"
            .formatted(CLIENT, type, content);
    return message(xml(xml));
  }

  public static Message message(XmlElement element) {
    var read = (StanzaReader.Read) StanzaReader.read(element);
    return (Message) read.stanza();
  }
}
