package im.balcony.protocol.xep.delay;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Payloads;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DelayTest {
  @Property
  void whatIsWrittenIsReadBack(@ForAll("delays") Delay delay) {
    assertEquals(Optional.of(delay), Delay.read(reparsed(delay.toElement())));
  }

  @Test
  void aDelayWithoutAMomentIsNone() {
    assertEquals(Optional.empty(), Delay.read(xml("<delay xmlns='urn:xmpp:delay'/>")));
    assertEquals(
        Optional.empty(), Delay.read(xml("<delay xmlns='urn:xmpp:delay' stamp='yesterday'/>")));
  }

  @Test
  void onlyDelaysThatClaimToBeOursAreTakenOut() {
    var message =
        xml(
            "<message><delay xmlns='urn:xmpp:delay' from='A.example' stamp='x'/>"
                + "<delay xmlns='urn:xmpp:delay' from='muc.example' stamp='x'/>"
                + "<delay xmlns='urn:xmpp:delay' stamp='x'/></message>");
    var ours = Jid.parse("a.example");
    var clean = message.withoutChildren(child -> Delay.isStampedBy(child, ours::equals));
    assertEquals(2, clean.elements().size());
  }

  @Provide
  Arbitrary<Delay> delays() {
    return Combinators.combine(
            Payloads.instant(), Payloads.jid().injectNull(0.3), Payloads.text().map(String::strip))
        .as(Delay::new);
  }
}
