package im.balcony.protocol.xep.mentions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Payloads;
import im.balcony.protocol.xep.references.References;
import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is spoken of (XEP-0372 section 3.2, XEP-0513 section 3). */
class MentionsTest {
  private static XmlElement message(String payloads) {
    return Payloads.xml("<message xmlns='jabber:client'>" + payloads + "</message>");
  }

  private static String reference(String attributes) {
    return "<reference xmlns='urn:xmpp:reference:0' " + attributes + "/>";
  }

  private static String mention(String attributes) {
    return "<mention xmlns='urn:xmpp:mentions:0' " + attributes + "/>";
  }

  private static List<Jid> references(String attributes) {
    return References.mentions(message(reference(attributes)));
  }

  @Test
  void anAddressIsReadWhateverStandsBehindIt() {
    var juliet = List.of(Jid.parse("juliet@capulet.lit"));
    assertEquals(juliet, references("type='mention' uri='xmpp:juliet@capulet.lit'"));
    assertEquals(juliet, references("type='mention' uri='xmpp:juliet@capulet.lit?message;a=b'"));
    assertEquals(
        List.of(Jid.parse("r@c.example/Ro méo")),
        references("type='mention' uri='xmpp:r@c.example/Ro%20m%C3%A9o'"));
    assertEquals(
        List.of(Jid.parse("r@c.example/😀é")),
        references("type='mention' uri='xmpp:r@c.example/😀é'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type='data' uri='xmpp:juliet@capulet.lit'",
        "type='mention'",
        "type='mention' uri='https://capulet.lit'",
        "type='mention' uri='xmpp://guest@example.com/juliet@capulet.lit'",
        "type='mention' uri='xmpp:juliet@capulet.lit%'",
        "type='mention' uri='xmpp:juliet@capulet.lit/%4'",
        "type='mention' uri='xmpp:juliet@capulet.lit/%zz'",
        "type='mention' uri='xmpp:@'",
        "type='mention' anchor='xmpp:x' uri='xmpp:juliet@capulet.lit'"
      })
  void whatIsNoMentionOfThisMessageIsNone(String attributes) {
    assertEquals(List.of(), references(attributes));
  }

  @Property
  void everyAddressIsReadBack(@ForAll("addresses") Jid address) {
    var uri = new StringBuilder("xmpp:");
    for (var octet : address.toString().getBytes(StandardCharsets.UTF_8)) {
      uri.append("%%%02x".formatted(octet & 0xff));
    }
    assertEquals(List.of(address), references("type='mention' uri='" + uri + "'"));
  }

  @Provide
  Arbitrary<Jid> addresses() {
    return Payloads.jid();
  }

  @Test
  void bothExtensionsAreReadTogether() {
    var mentions =
        Mentions.in(
            message(
                reference("type='mention' uri='xmpp:a@b.example'")
                    + mention("occupantid='o1'")
                    + mention("jid='c@d.example'")
                    + mention("mentions='urn:xmpp:mentions:0#channel'")));
    assertEquals(Set.of(Jid.parse("a@b.example"), Jid.parse("c@d.example")), mentions.addresses());
    assertEquals(Set.of("o1"), mentions.occupantIds());
    assertTrue(mentions.channel());
  }

  @Test
  void whoIsNotToBePingedIsNotMentioned() {
    var named = "<mention xmlns='urn:xmpp:mentions:0' occupantid='o1'><noping/></mention>";
    assertTrue(Mentions.in(message(named)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mentions='urn:xmpp:mentions:0#server' occupantid='o1'",
        "mentions='urn:xmpp:mentions:0#channel' uri='xmpp:other@rooms.example'",
        "jid='@@'",
        ""
      })
  void othersThanTheRoomsAreNotMentioned(String attributes) {
    assertTrue(Mentions.in(message(mention(attributes))).isEmpty());
  }

  /** Section 3.5. */
  @Test
  void tooManyMentionNobody() {
    var most = mention("occupantid='o'").repeat(Mentions.MENTIONS_MAX);
    assertEquals(Set.of("o"), Mentions.in(message(most)).occupantIds());
    var one = reference("type='mention' uri='xmpp:a@b.example'");
    assertTrue(Mentions.in(message(most + one)).isEmpty());
  }
}
