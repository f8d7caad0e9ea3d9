package im.balcony.protocol.xep.dialback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.stream.StreamFrameReader;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0220 and XEP-0185, with the examples of both. */
class DialbackTest {
  private static final String HEADER =
      "<?xml version='1.0'?><stream:stream xmlns='jabber:server' from='capulet.example'"
          + " to='montague.example' version='1.0' xmlns:db='jabber:server:dialback'"
          + " xmlns:stream='http://etherx.jabber.org/streams'>";

  private static List<StreamFrame> frames(String xml, int piece) {
    var frames = new ArrayList<StreamFrame>();
    var reader = new StreamFrameReader(XmlLimits.UNAUTHENTICATED);
    var bytes = xml.getBytes(UTF_8);
    for (int at = 0; at < bytes.length; at += piece) {
      reader.feed(bytes, at, Math.min(piece, bytes.length - at), frames::add);
    }
    return frames;
  }

  private static Optional<Dialback> read(String xml) {
    var frames = frames(HEADER + xml, Integer.MAX_VALUE / 2);
    assertEquals(2, frames.size(), xml);
    return Dialback.read(((StreamFrame.Element) frames.get(1)).element());
  }

  @Test
  void theKeysAreThoseOfTheExamples() {
    var capulet = new DialbackKeys("s3cr3tf0rd14lb4ck".getBytes(UTF_8));
    assertEquals(
        "b4835385f37fe2895af6c196b59097b16862406db80559900d96bf6fa7d23df3",
        capulet.key("montague.example", "capulet.example", "D60000229F"));
    var montague = new DialbackKeys("d14lb4ck43v3r".getBytes(UTF_8));
    assertEquals(
        "225cc5aa6a071133249d25fef42ae516fc7a86c523aa1c6980a7f73e784c972d",
        montague.key("capulet.example", "montague.example", "417GAF25"));
  }

  @Test
  void aKeyIsKnownAgainWithItsAddressesAndStreamOnly() {
    var keys = DialbackKeys.derivedFrom("shared".getBytes(UTF_8));
    var key = keys.key("them.example", "us.example", "id1");
    var again = DialbackKeys.derivedFrom("shared".getBytes(UTF_8));
    assertTrue(again.isOurs(Dialback.verify("them.example", "us.example", "id1", key)));
    assertFalse(again.isOurs(Dialback.verify("them.example", "us.example", "id2", key)));
    assertFalse(again.isOurs(Dialback.verify("other.example", "us.example", "id1", key)));
    assertFalse(again.isOurs(Dialback.verify("them.example", "our.example", "id1", key)));
    assertFalse(again.isOurs(Dialback.verify("them.example", "us.example", "id1", key + "0")));
    assertFalse(again.isOurs(Dialback.result("them.example", "us.example", key)));
    assertNotEquals(
        key,
        new DialbackKeys("shared".getBytes(UTF_8)).key("them.example", "us.example", "id1"),
        "the secret is of this use alone");
  }

  @Test
  void requestsAndAnswersAreReadAsTheyAreWritten() {
    var result = Dialback.result("capulet.example", "montague.example", "b4835385f37f");
    var verify = Dialback.verify("montague.example", "capulet.example", "417GAF25", "225cc5aa6a07");
    for (var each :
        List.of(
            result,
            verify,
            result.answer(true),
            verify.answer(false),
            result.refusal(StanzaError.remoteServerTimeout()),
            verify.refusal(StanzaError.itemNotFound()))) {
      var xml = each.toElement().toXml("jabber:server");
      assertTrue(xml.startsWith("<db:"), "older servers know the prefix alone: " + xml);
      assertEquals(Optional.of(each), read(xml));
      assertFalse(each.toString().contains("b4835385f37f"), "keys are in no log");
    }
  }

  @Test
  void anAnswerIsTheRequestsOwn() {
    var request = Dialback.verify("us.example", "them.example", "1", "k");
    assertTrue(request.answer(true).answers(request));
    assertTrue(request.refusal(StanzaError.itemNotFound()).answers(request));
    assertFalse(request.answers(request), "a request is no answer");
    for (var other :
        List.of(
            Dialback.verify("us.example", "them.example", "2", "k"),
            Dialback.verify("our.example", "them.example", "1", "k"),
            Dialback.verify("us.example", "evil.example", "1", "k"),
            Dialback.result("us.example", "them.example", "k"))) {
      assertFalse(other.answer(true).answers(request), other.toString());
    }
  }

  @Test
  void domainsAreReadInTheirNormalForm() {
    var read =
        read("<db:result from='BÜCHER.example' to='xn--bcher-kva.example'>k</db:result>")
            .orElseThrow();
    assertEquals("bücher.example", read.from());
    assertEquals(read.from(), read.to());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<db:result to='a.example'>k</db:result>",
        "<db:result from='b.example'>k</db:result>",
        "<db:result from='b.example' to='a.example'/>",
        "<db:result from='b.example' to='a.example'> </db:result>",
        "<db:result from='b.example' to='a.example' type='perhaps'>k</db:result>",
        "<db:result from='x@b.example' to='a.example'>k</db:result>",
        "<db:result from='b.example/x' to='a.example'>k</db:result>",
        "<db:result from='b_.-.example' to='a.example'>k</db:result>",
        "<db:verify from='b.example' to='a.example'>k</db:verify>",
        "<db:verify from='b.example' to='a.example' id=''>k</db:verify>",
        "<db:other from='b.example' to='a.example' id='1'>k</db:other>",
        "<result from='b.example' to='a.example'>k</result>"
      })
  void whatIsNotAsTheDocumentSaysIsNothing(String xml) {
    assertEquals(Optional.empty(), read(xml));
  }

  @Test
  void aKeyHasABound() {
    var key = "k".repeat(Dialback.KEY_CHARS_MAX);
    var open = "<db:result from='b.example' to='a.example'>";
    assertTrue(read(open + key + "</db:result>").isPresent());
    assertEquals(Optional.empty(), read(open + key + "k</db:result>"));
  }

  @Test
  void bytesMayBeCutAtEveryPlace() {
    var xml =
        HEADER
            + Dialback.result("a.example", "b.example", "0f".repeat(32))
                .toElement()
                .toXml("jabber:server")
            + "<db:verify from='a.example' to='b.example' id='1' type='valid'/></stream:stream>";
    var whole = frames(xml, xml.length());
    assertEquals(4, whole.size());
    for (int piece = 1; piece < xml.length(); piece++) {
      assertEquals(whole, frames(xml, piece));
    }
  }

  @Test
  void changedBytesAreReadOrRefusedAndNothingElse() {
    var xml =
        (HEADER + "<db:verify from='a.example' to='b.example' id='1'>00ff</db:verify>")
            .getBytes(UTF_8);
    var random = new Random(220);
    for (int i = 0; i < 20_000; i++) {
      var changed = xml.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      new StreamFrameReader(XmlLimits.UNAUTHENTICATED)
          .feed(changed, 0, changed.length, DialbackTest::look);
    }
  }

  private static void look(StreamFrame frame) {
    if (frame instanceof StreamFrame.Element element) {
      Dialback.read(element.element())
          .ifPresent(read -> assertEquals(Optional.of(read), Dialback.read(read.toElement())));
    } else if (frame instanceof StreamFrame.Malformed malformed) {
      assertNotEquals(StreamErrorCondition.INTERNAL_SERVER_ERROR, malformed.condition());
    }
  }

  @Test
  void aStanzaTakesOnTheNamespaceOfItsStreamAndWhatItCarriesDoesNot() {
    var client = "jabber:client";
    var forwarded =
        XmlElement.named("forwarded", "urn:xmpp:forward:0")
            .child(XmlElement.named("message", client).build())
            .build();
    var message =
        XmlElement.named("message", client)
            .child(XmlElement.named("body", client).text("Hi").build())
            .child(forwarded)
            .build();
    var abroad = message.withContentNamespace(client, "jabber:server");
    assertEquals(
        "<message><body>Hi</body><forwarded xmlns='urn:xmpp:forward:0'>"
            + "<message xmlns='jabber:client'/></forwarded></message>",
        abroad.toXml("jabber:server"));
    assertEquals(message, abroad.withContentNamespace("jabber:server", client));
  }
}
