package im.balcony.protocol.xep.jmi;

import static im.balcony.protocol.xep.Payloads.message;
import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.xep.Payloads;
import im.balcony.protocol.xep.carbons.CarbonRules;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.csi.Deferrable;
import im.balcony.protocol.xep.jingle.CallMedia;
import im.balcony.protocol.xep.jingle.JingleReason;
import im.balcony.protocol.xep.mam.ArchivePolicy;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0353: every step is read as it stands in the examples, and written as it is read. */
class CallSignalTest {
  private static final String SID = "ca3cf894-5325-482f-a412-a6e9f832298d";

  @Property
  void aStepIsReadBack(@ForAll("signals") CallSignal signal) {
    assertEquals(Optional.of(signal), CallSignal.in(carrying(reparsed(signal.toElement()))));
  }

  @Property
  void onlyAProposalMakesDevicesRing(@ForAll("signals") CallSignal signal) {
    assertEquals(
        Optional.of(signal).filter(each -> each.step() == CallStep.PROPOSE),
        CallSignal.proposal(carrying(reparsed(signal.toElement()))));
  }

  @Test
  void aProposalTellsItsMedia() {
    var both =
        signal(
            """
            <propose xmlns='urn:xmpp:jingle-message:0' id='%s'>
              <description xmlns='urn:xmpp:jingle:apps:rtp:1' media='audio'/>
              <description xmlns='urn:xmpp:jingle:apps:rtp:1' media='video'/>
              <description xmlns='urn:xmpp:jingle:apps:rtp:1' media='smell'/>
              <description xmlns='urn:xmpp:jingle:apps:rtp:1'/>
              <description xmlns='urn:xmpp:jingle:apps:file-transfer:5' media='audio'/>
            </propose>\
            """
                .formatted(SID));
    assertEquals(
        new CallSignal(
            CallStep.PROPOSE, SID, Set.of(CallMedia.AUDIO, CallMedia.VIDEO), null, false, null),
        both);
  }

  @Test
  void whoGivesWayInATieSaysSo() {
    var retract =
        signal(
            """
            <retract xmlns='urn:xmpp:jingle-message:0' id='%s'>
              <reason xmlns='urn:xmpp:jingle:1'><expired/><text>Tie-Break</text></reason>
              <tie-break/>
            </retract>\
            """
                .formatted(SID));
    assertEquals(
        new CallSignal(CallStep.RETRACT, SID, Set.of(), JingleReason.EXPIRED, true, null), retract);
  }

  @Test
  void aFinishedSessionNamesWhatGoesOnInItsPlace() {
    var finish =
        signal(
            """
            <finish xmlns='urn:xmpp:jingle-message:0' id='%s'>
              <reason xmlns='urn:xmpp:jingle:1'><expired/><text>Session migrated</text></reason>
              <migrated to='989a46a6-f202-4910-a7c3-83c6ba3f3947'/>
            </finish>\
            """
                .formatted(SID));
    assertEquals("989a46a6-f202-4910-a7c3-83c6ba3f3947", finish.migratedTo());
    assertEquals(JingleReason.EXPIRED, finish.reason());
  }

  @Test
  void theFirstStepOfSeveralCounts() {
    var message =
        carrying(
            CallSignal.of(CallStep.PROCEED, "a").toElement(),
            CallSignal.of(CallStep.REJECT, "b").toElement());
    assertEquals(Optional.of(CallSignal.of(CallStep.PROCEED, "a")), CallSignal.in(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<propose xmlns='urn:xmpp:jingle-message:0'/>",
        "<session xmlns='urn:xmpp:jingle-message:0' id='1'/>",
        "<PROPOSE xmlns='urn:xmpp:jingle-message:0' id='1'/>",
        "<propose xmlns='urn:xmpp:jingle-message:1' id='1'/>"
      })
  void whatIsNoStepTellsNothing(String payload) {
    assertEquals(Optional.empty(), CallSignal.in(carrying(xml(payload))));
  }

  @ParameterizedTest
  @EnumSource(CallStep.class)
  void everyStepIsKeptCopiedAndUrgent(CallStep step) {
    var message = message("chat", CallSignal.of(step, SID).toElement().toXml());
    assertTrue(ArchivePolicy.isArchived(message));
    for (var direction : Carbons.Direction.values()) {
      assertTrue(CarbonRules.isEligible(message, direction));
    }
    assertEquals(Optional.empty(), Deferrable.of(message));
  }

  @Test
  void onlyAProposalAndARingingDeviceLetOthersRing() {
    var quiet =
        List.of(
            CallStep.PROCEED, CallStep.ACCEPT, CallStep.REJECT, CallStep.RETRACT, CallStep.FINISH);
    for (var step : CallStep.values()) {
      assertEquals(quiet.contains(step), step.endsRinging(), step.name());
    }
    assertFalse(CallStep.of("Propose").isPresent());
  }

  private static CallSignal signal(String xml) {
    Message message = message("chat", xml);
    return CallSignal.in(message.element()).orElseThrow();
  }

  private static XmlElement carrying(XmlElement... payloads) {
    return XmlElement.named("message", "jabber:client")
        .child(XmlElement.named("body", "jabber:client").text("beside it").build())
        .children(List.of(payloads))
        .build();
  }

  @Provide
  Arbitrary<CallSignal> signals() {
    var media = Arbitraries.of(CallMedia.class).set();
    return Combinators.combine(
            Arbitraries.of(CallStep.class),
            Payloads.text(),
            media,
            Arbitraries.of(JingleReason.class).injectNull(0.3),
            Arbitraries.of(true, false),
            Payloads.text().injectNull(0.7))
        .as(
            (step, id, asked, reason, tieBreak, migratedTo) ->
                new CallSignal(
                    step,
                    id,
                    step == CallStep.PROPOSE ? asked : Set.of(),
                    reason,
                    tieBreak,
                    migratedTo));
  }
}
