package im.balcony.protocol.xep;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.xep.chatstates.ChatState;
import im.balcony.protocol.xep.contact.ContactAddresses;
import im.balcony.protocol.xep.contact.ContactAddresses.Purpose;
import im.balcony.protocol.xep.csi.ClientState;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.eme.Encryption;
import im.balcony.protocol.xep.jmi.CallSignal;
import im.balcony.protocol.xep.jmi.CallStep;
import im.balcony.protocol.xep.lastactivity.LastActivity;
import im.balcony.protocol.xep.limits.StreamLimits;
import im.balcony.protocol.xep.markers.Markers;
import im.balcony.protocol.xep.ping.Ping;
import im.balcony.protocol.xep.receipts.Receipts;
import im.balcony.protocol.xep.time.EntityTime;
import im.balcony.protocol.xep.vcard.VCard;
import im.balcony.protocol.xep.version.SoftwareVersion;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Payloads of an attribute or two: what is written is read back. */
class SmallPayloadsTest {
  @Property
  void softwareIsReadBack(@ForAll("texts") String text) {
    var full = new SoftwareVersion(text, text, text);
    assertEquals(Optional.of(full), SoftwareVersion.read(reparsed(full.toElement())));
    var secretive = new SoftwareVersion(text, text, null);
    assertEquals(Optional.of(secretive), SoftwareVersion.read(reparsed(secretive.toElement())));
  }

  @Property
  void lastActivityIsReadBack(
      @ForAll @LongRange(max = 0xffff_ffffL) long seconds, @ForAll("texts") String status) {
    var last = new LastActivity(seconds, status);
    assertEquals(Optional.of(last), LastActivity.read(reparsed(last.toElement())));
  }

  @Property
  void timeIsReadBack(
      @ForAll("moments") Instant utc, @ForAll @IntRange(min = -840, max = 840) int minutes) {
    var time = new EntityTime(utc, ZoneOffset.ofTotalSeconds(60 * minutes));
    assertEquals(Optional.of(time), EntityTime.read(reparsed(time.toElement())));
  }

  @Property
  void encryptionIsReadBack(@ForAll("texts") String text) {
    var named = new Encryption(text, text);
    assertEquals(Optional.of(named), Encryption.in(message(named.toElement())));
    var unnamed = new Encryption(text, null);
    assertEquals(Optional.of(unnamed), Encryption.in(message(unnamed.toElement())));
  }

  @Property
  void idsOfReceiptsMarkersAndCallsAreReadBack(@ForAll("texts") String id) {
    var receipt = message(Receipts.received(id));
    assertEquals(Optional.of(id), Receipts.receivedId(receipt));
    var marker = message(Markers.displayed(id));
    assertEquals(Optional.of(id), Markers.displayedId(marker));
    assertTrue(Markers.isMarker(marker));
    var call = CallSignal.of(CallStep.PROPOSE, id);
    assertEquals(Optional.of(call), CallSignal.in(message(call.toElement())));
  }

  @Property
  void limitsAreReadBack(@ForAll("counts") Integer bytes, @ForAll("counts") Integer seconds) {
    var limits = new StreamLimits(bytes, seconds);
    assertEquals(Optional.of(limits), StreamLimits.read(reparsed(limits.toElement())));
    var open = new StreamLimits(null, null);
    assertEquals(Optional.of(open), StreamLimits.read(reparsed(open.toElement())));
  }

  @ParameterizedTest
  @EnumSource(ChatState.class)
  void aChatStateIsReadBack(ChatState state) {
    assertEquals(Optional.of(state), ChatState.in(message(state.toElement())));
  }

  @ParameterizedTest
  @EnumSource(ClientState.class)
  void aClientStateIsReadBack(ClientState state) {
    assertEquals(Optional.of(state), ClientState.read(reparsed(state.toElement())));
    assertEquals(Optional.empty(), ClientState.read(ClientState.feature()));
  }

  @Test
  void contactsAreReadBackFromTheForm() {
    var contacts =
        new ContactAddresses(
            Map.of(
                Purpose.ABUSE, List.of("mailto:abuse@a.example", "xmpp:abuse@a.example"),
                Purpose.STATUS, List.of("https://status.a.example")));
    var form = DataForm.read(reparsed(contacts.toForm().toElement())).orElseThrow();
    assertEquals(Optional.of(contacts), ContactAddresses.read(form));
  }

  @Test
  void payloadsWithoutContentAreKnownByTheirName() {
    assertTrue(Ping.isIn(reparsed(Ping.element())));
    assertTrue(VCard.isIn(reparsed(VCard.empty())));
  }

  private static XmlElement message(XmlElement payload) {
    return reparsed(XmlElement.named("message", "jabber:client").child(payload).build());
  }

  @Provide
  Arbitrary<String> texts() {
    return Payloads.text();
  }

  @Provide
  Arbitrary<Instant> moments() {
    return Payloads.instant();
  }

  @Provide
  Arbitrary<Integer> counts() {
    return Payloads.count();
  }
}
