package im.balcony.protocol.xep.blocking;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.Payloads;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockingTest {
  @Property
  void whatIsWrittenIsReadBack(@ForAll("requests") BlockingRequest request) {
    assertEquals(Optional.of(request), BlockingRequest.read(reparsed(request.toElement())));
  }

  /** Section 5: what stands in the list, and whom it means. */
  @ParameterizedTest
  @CsvSource({
    "romeo@a.example/phone, romeo@a.example/phone, true",
    "romeo@a.example/phone, romeo@a.example/desk,  false",
    "romeo@a.example/phone, romeo@a.example,       false",
    "romeo@a.example,       romeo@a.example/phone, true",
    "romeo@a.example,       romeo@a.example,       true",
    "romeo@a.example,       a.example,             false",
    "a.example/bot,         a.example/bot,         true",
    "a.example/bot,         romeo@a.example/bot,   false",
    "a.example,             a.example,             true",
    "a.example,             a.example/bot,         true",
    "a.example,             romeo@a.example/phone, true",
    "a.example,             romeo@b.a.example,     false",
    "Romeo@A.Example,       romeo@a.example,       true"
  })
  void aJidInTheListMeansThese(String listed, String other, boolean blocked) {
    var list = new BlockList(Set.of(Jid.parse(listed)));
    assertEquals(blocked, list.blocks(Jid.parse(other)));
  }

  @Test
  void anEmptyListBlocksNobody() {
    assertFalse(new BlockList(Set.of()).blocks(Jid.parse("romeo@a.example")));
    assertEquals(
        xml("<blocklist xmlns='urn:xmpp:blocking'/>"), new BlockList(Set.of()).toElement());
  }

  @Test
  void theOwnerIsToldThatSheBlocked() {
    var error = BlockList.errorForOwner();
    assertEquals(StanzaError.Condition.NOT_ACCEPTABLE, error.condition());
    assertEquals(xml("<blocked xmlns='urn:xmpp:blocking:errors'/>"), error.application());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<block xmlns='urn:xmpp:blocking'/>",
        "<block xmlns='urn:xmpp:blocking'><item/></block>",
        "<block xmlns='urn:xmpp:blocking'><item jid='@'/></block>",
        "<unblock xmlns='urn:xmpp:blocking'><item/></unblock>",
        "<block xmlns='urn:x'><item jid='romeo@a.example'/></block>"
      })
  void aBadRequestIsNone(String xml) {
    assertEquals(Optional.empty(), BlockingRequest.read(xml(xml)));
  }

  @Test
  void aRequestIsBounded() {
    var items = new StringBuilder();
    for (int i = 0; i <= BlockingRequest.JIDS_MAX; i++) {
      items.append("<item jid='").append(i).append("@a.example'/>");
    }
    assertEquals(
        Optional.empty(),
        BlockingRequest.read(xml("<block xmlns='urn:xmpp:blocking'>" + items + "</block>")));
  }

  @Provide
  Arbitrary<BlockingRequest> requests() {
    var jids = Payloads.jid().set().ofMinSize(1).ofMaxSize(4);
    return Arbitraries.oneOf(
        Arbitraries.of(new BlockingRequest.Get(), new BlockingRequest.UnblockAll()),
        jids.map(BlockingRequest.Block::new),
        jids.map(BlockingRequest.Unblock::new));
  }
}
