package im.balcony.protocol.xep.sm;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xep.Payloads;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamManagementTest {
  @Property
  void whatIsWrittenIsReadBack(@ForAll("elements") StreamManagement element) {
    assertEquals(Optional.of(element), StreamManagement.read(reparsed(element.toElement())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a xmlns='urn:xmpp:sm:3'/>",
        "<a xmlns='urn:xmpp:sm:3' h='-1'/>",
        "<a xmlns='urn:xmpp:sm:3' h='4294967296'/>",
        "<resume xmlns='urn:xmpp:sm:3' h='1'/>",
        "<resume xmlns='urn:xmpp:sm:3' previd='x'/>",
        "<unknown xmlns='urn:xmpp:sm:3'/>",
        "<r xmlns='urn:xmpp:sm:2'/>"
      })
  void whatLacksItsAttributesIsNotRead(String xml) {
    assertEquals(Optional.empty(), StreamManagement.read(xml(xml)));
  }

  @Test
  void aCountTooHighSaysBothCounts() {
    assertEquals(
        xml("<handled-count-too-high xmlns='urn:xmpp:sm:3' h='10' send-count='8'/>"),
        StreamManagement.handledCountTooHigh(10, 8));
  }

  /**
   * However often the count went round, an "h" for a number of stanzas we sent means that number.
   */
  @Property
  void aCountIsUnderstoodAfterItWentRound(
      @ForAll @LongRange(max = 1L << 40) long acknowledged,
      @ForAll @IntRange(max = 100_000) int more) {
    var before = StanzaCount.onTheWire(acknowledged);
    var h = StanzaCount.onTheWire(acknowledged + more);
    assertEquals(more, StanzaCount.more(h, before));
    assertEquals(-more, StanzaCount.more(before, h), "an older one");
  }

  @Provide
  Arbitrary<StreamManagement> elements() {
    var text = Payloads.text();
    var seconds = Payloads.count().injectNull(0.3);
    var handled = Arbitraries.longs().between(0, (1L << 32) - 1);
    return Arbitraries.oneOf(
        Arbitraries.just(new StreamManagement.Request()),
        handled.map(StreamManagement.Answer::new),
        Combinators.combine(Arbitraries.of(true, false), seconds).as(StreamManagement.Enable::new),
        Combinators.combine(text.injectNull(0.3), seconds, text.injectNull(0.5))
            .as(StreamManagement.Enabled::new),
        Combinators.combine(text, handled).as(StreamManagement.Resume::new),
        Combinators.combine(text, handled).as(StreamManagement.Resumed::new),
        Combinators.combine(
                Arbitraries.of("item-not-found", "unexpected-request"), handled.injectNull(0.5))
            .as(StreamManagement.Failed::new));
  }
}
