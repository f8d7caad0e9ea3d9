package im.balcony.protocol.xep.push;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.xep.Payloads;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the account publishes and a push service reads. */
class PushPublicationTest {
  private static final String OPTIONS =
      "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'>"
          + "<value>http://jabber.org/protocol/pubsub#publish-options</value></field>"
          + "<field var='secret'><value>s3cret</value></field></x>";
  private static final String PUBLISH =
      "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='n'><item>"
          + "<notification xmlns='urn:xmpp:push:0'>%s</notification></item></publish></pubsub>";
  private static final String IV = Base64.getEncoder().encodeToString(new byte[12]);

  @Property
  void whatIsWrittenIsRead(@ForAll("publications") PushPublication publication) {
    assertEquals(Optional.of(publication), PushPublication.read(reparsed(publication.toElement())));
  }

  @Provide
  static Arbitrary<PushPublication> publications() {
    var numbers = Arbitraries.longs().between(0, 1_000_000_000_000L);
    var summary = Combinators.combine(numbers, numbers).as(PushSummary::new);
    var route =
        Combinators.combine(
                Arbitraries.of(PushRoute.Type.values()),
                Payloads.text().injectNull(0.3),
                Payloads.instant().injectNull(0.3))
            .as(PushRoute::new);
    Arbitrary<PushCiphertext> shared =
        Combinators.combine(bytes(12, 12), bytes(16, 99), Arbitraries.of(true, false))
            .as(PushCiphertext.SharedKey::new);
    Arbitrary<PushCiphertext> webPush = bytes(38, 99).map(PushCiphertext.PublicKey::new);
    var notification =
        Combinators.combine(
                summary.injectNull(0.3),
                route.injectNull(0.3),
                Arbitraries.oneOf(shared, webPush).injectNull(0.3),
                Arbitraries.of(PushPriority.values()).injectNull(0.3))
            .as(PushNotification::new);
    return Combinators.combine(
            Payloads.text(), notification, Arbitraries.just(xml(OPTIONS)).injectNull(0.3))
        .as(PushPublication::new);
  }

  private static Arbitrary<byte[]> bytes(int min, int max) {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(min).ofMaxSize(max);
  }

  @Test
  void aPlainOneHoldsNumbersAndTheOptionsAndNothingElse() {
    var published =
        new PushPublication(
                "n", new PushNotification(new PushSummary(3, 1), null, null, null), xml(OPTIONS))
            .toElement();
    assertEquals(
        xml(
            PUBLISH
                .formatted(
                    "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'>"
                        + "<value>urn:xmpp:push:summary</value></field><field var='message-count'>"
                        + "<value>3</value></field><field var='pending-subscription-count'>"
                        + "<value>1</value></field></x>")
                .replace(
                    "</publish>", "</publish><publish-options>" + OPTIONS + "</publish-options>")),
        reparsed(published));
    assertEquals(Optional.of("s3cret"), read(published).option("secret"));
    assertFalse(read(published).toString().contains("s3cret"));
    var bare = new PushPublication("", new PushNotification(null, null, null, null), null);
    assertEquals(null, bare.toElement().elements().get(0).attribute("node"));
    assertEquals(Optional.empty(), bare.option("secret"));
  }

  private static PushPublication read(XmlElement element) {
    return PushPublication.read(element).orElseThrow();
  }

  private static PushNotification inside(String content) {
    return read(xml(PUBLISH.formatted(content))).notification();
  }

  @Test
  void whereItGoesIsInTheClear() {
    var route =
        inside(
                "<route xmlns='urn:balcony:push:0' type='call-end' id='c1'"
                    + " expires='2026-11-23T10:00:00Z'/>")
            .route();
    var end = Instant.parse("2026-11-23T10:00:00Z");
    assertEquals(new PushRoute(PushRoute.Type.CALL_END, "c1", end), route);
    assertTrue(route != null && route.isOver(end) && !route.isOver(end.minusMillis(1)));
    assertFalse(PushRoute.of(PushRoute.Type.CHAT).isOver(Instant.MAX));
  }

  @Test
  void tigasesFormIsRead() {
    var notification =
        inside(
            "<encrypted xmlns='tigase:push:encrypt:0' iv='%s' type='voip'> AAAAAAAAAAAAAAAAAAAAAA== </encrypted><priority xmlns='tigase:push:priority:0'>high</priority>"
                .formatted(IV));
    assertEquals(
        new PushCiphertext.SharedKey(new byte[12], new byte[16], true), notification.ciphertext());
    assertEquals(PushPriority.HIGH, notification.priority());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<route xmlns='urn:balcony:push:0' type='noise'/>",
        "<route xmlns='urn:balcony:push:0'/>",
        "<route xmlns='urn:balcony:push:0' type='call' expires='tomorrow'/>",
        "<encrypted xmlns='tigase:push:encrypt:0' iv='AAAA'>AAAAAAAAAAAAAAAAAAAAAA==</encrypted>",
        "<encrypted xmlns='tigase:push:encrypt:0'>AAAAAAAAAAAAAAAAAAAAAA==</encrypted>",
        "<encrypted xmlns='tigase:push:encrypt:0' iv='AAAAAAAAAAAAAAAA'>AAAA</encrypted>",
        "<encrypted xmlns='urn:balcony:push:0'>AAAA</encrypted>",
        "<encrypted xmlns='urn:balcony:push:0'>%%%%</encrypted>",
        "<priority xmlns='tigase:push:priority:0'>soon</priority>",
        "<x xmlns='jabber:x:data' type='submit'><field var='message-count'><value>1</value></field></x>"
      })
  void whatCannotBeUsedIsMissing(String content) {
    assertEquals(new PushNotification(null, null, null, null), inside(content));
  }

  @Test
  void whatIsTooLongIsMissing() {
    var route = "<route xmlns='urn:balcony:push:0' type='chat' id='%s'/>";
    assertTrue(inside(route.formatted("i".repeat(PushRoute.ID_CHARS_MAX))).route() != null);
    assertEquals(null, inside(route.formatted("i".repeat(PushRoute.ID_CHARS_MAX + 1))).route());
    assertTrue(inside(encrypted(PushCiphertext.BYTES_MAX)).ciphertext() != null);
    assertEquals(null, inside(encrypted(PushCiphertext.BYTES_MAX + 1)).ciphertext());
    assertEquals(null, inside(encrypted(2 * PushCiphertext.BYTES_MAX)).ciphertext());
  }

  private static String encrypted(int bytes) {
    return new PushCiphertext.PublicKey(new byte[bytes]).toElement().toXml();
  }

  @Test
  void aNumberThatIsNoneCountsNothing() {
    var form =
        "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'>"
            + "<value>urn:xmpp:push:summary</value></field><field var='message-count'><value>%s"
            + "</value></field></x>";
    assertEquals(new PushSummary(7, 0), inside(form.formatted("7")).summary());
    assertEquals(new PushSummary(0, 0), inside(form.formatted("-7")).summary());
    assertEquals(new PushSummary(0, 0), inside(form.formatted("9".repeat(30))).summary());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'/>",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='n'/></pubsub>",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='n'><item/></publish></pubsub>",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='n'><item>"
            + "<notification xmlns='urn:xmpp:other'/></item></publish></pubsub>",
        "<publish xmlns='http://jabber.org/protocol/pubsub'/>"
      })
  void whatIsNoPublicationIsRefused(String payload) {
    assertEquals(Optional.empty(), PushPublication.read(xml(payload)));
  }

  @Test
  void ciphertextsAreNotShown() {
    assertEquals("PublicKey[40 bytes]", new PushCiphertext.PublicKey(new byte[40]).toString());
    assertEquals(
        "SharedKey[16 bytes, voip]",
        new PushCiphertext.SharedKey(new byte[12], new byte[16], true).toString());
  }
}
