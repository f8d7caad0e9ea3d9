package im.balcony.protocol.xep.mix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MixRequestTest {
  private static final String SUBSCRIBE = "<subscribe node='urn:xmpp:mix:nodes:%s'/>";

  private static XmlElement xml(String xml) {
    return StoredXml.read(xml.getBytes(UTF_8));
  }

  private static Optional<MixRequest> core(String content) {
    var at = content.indexOf('>') - (content.charAt(content.indexOf('>') - 1) == '/' ? 1 : 0);
    return MixRequest.read(
        xml(content.substring(0, at) + " xmlns='" + Mix.NAMESPACE + "'" + content.substring(at)));
  }

  @Test
  void aJoinTellsOfTheNodesThatThereAre() {
    var join =
        (MixRequest.Join)
            core("<join>" + SUBSCRIBE.formatted("messages") + SUBSCRIBE.formatted("x") + "</join>")
                .orElseThrow();
    assertTrue(join.asked());
    assertEquals(Set.of(MixNode.MESSAGES), join.nodes());
    assertNull(join.nick());
    var nowhere =
        (MixRequest.Join) core("<join>" + SUBSCRIBE.formatted("x") + "</join>").orElseThrow();
    assertTrue(nowhere.asked());
    assertTrue(nowhere.nodes().isEmpty());
    var none = (MixRequest.Join) core("<join><nick>hag</nick></join>").orElseThrow();
    assertFalse(none.asked());
    assertEquals("hag", none.nick());
  }

  @Test
  void everyRequestIsRead() {
    assertEquals(Optional.of(new MixRequest.Leave()), core("<leave/>"));
    assertEquals(
        Optional.of(new MixRequest.SetNick("hag")), core("<setnick><nick>hag</nick></setnick>"));
    assertEquals(Optional.of(new MixRequest.SetNick("")), core("<setnick/>"));
    assertEquals(Optional.of(new MixRequest.Create("coven")), core("<create channel='coven'/>"));
    assertEquals(Optional.of(new MixRequest.Create(null)), core("<create/>"));
    assertEquals(Optional.of(new MixRequest.Destroy("coven")), core("<destroy channel='coven'/>"));
    assertEquals(
        Optional.of(
            new MixRequest.UpdateSubscription(Set.of(MixNode.INFO), Set.of(MixNode.PRESENCE))),
        core(
            "<update-subscription>"
                + SUBSCRIBE.formatted("info")
                + "<unsubscribe node='urn:xmpp:mix:nodes:presence'/></update-subscription>"));
  }

  @Test
  void whatIsNoneOfThemIsNotRead() {
    assertEquals(Optional.empty(), core("<destroy/>"));
    assertEquals(Optional.empty(), core("<joined/>"));
  }

  @Test
  void aClientNamesTheChannelAndSaysWhatToAsk() {
    var pam = "<client-join xmlns='urn:xmpp:mix:pam:2' channel='%s'>%s</client-join>";
    var join = "<join xmlns='urn:xmpp:mix:core:1'/>";
    var read = MixPam.read(xml(pam.formatted("coven@conference.example", join))).orElseThrow();
    assertEquals(Jid.parse("coven@conference.example"), read.channel());
    assertEquals("join", read.request().name());
    for (var channel : List.of("", "conference.example", "coven@conference.example/x", "@")) {
      assertTrue(MixPam.read(xml(pam.formatted(channel, join))).isEmpty(), channel);
    }
    for (var wrong :
        List.of("", "<leave xmlns='urn:xmpp:mix:core:1'/>", "<join xmlns='urn:other'/>")) {
      assertTrue(
          MixPam.read(xml(pam.formatted("coven@conference.example", wrong))).isEmpty(), wrong);
    }
  }

  @Test
  void whatIsAnsweredIsReadAsItWasMeant() {
    var channel = Jid.parse("coven@conference.example");
    var joined = Mix.joined(channel, "a1", List.of(MixNode.MESSAGES), "hag", null);
    var read = (MixRequest.Join) MixRequest.read(joined).orElseThrow();
    assertEquals(Set.of(MixNode.MESSAGES), read.nodes());
    assertEquals("hag", read.nick());
    assertEquals("a1", joined.attribute("id"));
    assertEquals("a1#coven@conference.example", joined.attribute("jid"));
    assertTrue(Mix.sender("hag", null).child("jid", Mix.NAMESPACE).isEmpty());
    assertEquals(
        "hag@example",
        Mix.sender("hag", Jid.parse("hag@example"))
            .child("jid", Mix.NAMESPACE)
            .orElseThrow()
            .text());
  }
}
