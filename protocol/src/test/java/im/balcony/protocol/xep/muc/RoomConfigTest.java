package im.balcony.protocol.xep.muc;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.disco.DiscoIdentity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomConfigTest {
  private static DataForm form(FormField... fields) {
    return DataForm.of(DataForm.Type.SUBMIT, Muc.ROOM_CONFIG, List.of(fields));
  }

  @Test
  void theFormThatIsSentBackChangesNothing() {
    var config = RoomConfig.USUAL.with(Map.of("title", "Balcony", "whois", "anyone"));
    var sent = config.form();
    var back = new DataForm(DataForm.Type.SUBMIT, null, null, sent.fields());
    assertEquals(Optional.of(config), RoomConfig.USUAL.submitted(back));
    assertEquals(RoomOption.values().length + 1, sent.fields().size());
  }

  @Test
  void whatAFormDoesNotSayStays() {
    var config = RoomConfig.USUAL.with(Map.of("members-only", "1"));
    var now = config.submitted(form(FormField.of("muc#roomconfig_roomname", "Nave")));
    assertTrue(now.orElseThrow().isOn(RoomOption.MEMBERS_ONLY));
    assertEquals("Nave", now.orElseThrow().text(RoomOption.TITLE));
    assertEquals(Optional.of(config), config.submitted(form(FormField.of("urn:unknown", "x"))));
    assertEquals(
        Optional.of(config),
        config.submitted(new DataForm(DataForm.Type.SUBMIT, null, null, List.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "muc#roomconfig_whois,                 nobody",
    "muc#roomconfig_maxusers,              0",
    "muc#roomconfig_maxusers,              -3",
    "muc#roomconfig_maxusers,              none",
    "muc#roomconfig_persistentroom,        perhaps",
    "muc#roomconfig_allowpm,               ''",
    "muc#roomconfig_passwordprotectedroom, 1",
    "FORM_TYPE,                            urn:x"
  })
  void aValueThatCannotBeIsRefused(String var, String value) {
    var fields = List.of(FormField.of(var, value));
    var submitted = new DataForm(DataForm.Type.SUBMIT, null, null, fields);
    assertEquals(Optional.empty(), RoomConfig.USUAL.submitted(submitted));
  }

  @Test
  void textIsBounded() {
    var tooLong = "a".repeat(RoomOption.TEXT_CHARS_MAX + 1);
    var submitted = form(FormField.of("muc#roomconfig_roomdesc", tooLong));
    assertEquals(Optional.empty(), RoomConfig.USUAL.submitted(submitted));
  }

  /** On disk for ever: what a later server has left out or added is no harm. */
  @Test
  void whatIsKeptIsReadBackAndTheUnknownPassedOver() {
    var config = RoomConfig.USUAL.with(Map.of("occupants-max", "7", "moderated", "true"));
    assertEquals(config, RoomConfig.ofKeys(config.keys()));
    assertEquals(config.hashCode(), RoomConfig.ofKeys(config.keys()).hashCode());
    assertEquals(RoomConfig.USUAL, RoomConfig.ofKeys(Map.of("colour", "red", "moderated", "?")));
    assertEquals(7, config.number(RoomOption.OCCUPANTS_MAX));
    for (var option : RoomOption.values()) {
      assertEquals(Optional.of(option), RoomOption.byKey(option.key()));
      assertEquals(Optional.of(option), RoomOption.byVar(option.var()));
      assertEquals(Optional.of(option.usual()), option.checked(option.usual()));
    }
  }

  @Test
  void aPasswordIsNotPrinted() {
    var config = RoomConfig.USUAL.with(Map.of("password", "cauldron", "password-protected", "1"));
    assertFalse(config.toString().contains("cauldron"));
    assertFalse(
        RoomInfo.of(config, List.of(), "", 0, 50, List.of())
            .toElement()
            .toXml()
            .contains("cauldron"));
  }

  /** Section 6.4: type of the room, name, description, subject, number of occupants. */
  @Test
  void anybodyIsToldWhatKindOfRoomItIs() {
    var config =
        RoomConfig.USUAL.with(
            Map.of("title", "Nave", "description", "Quiet", "members-only", "1", "public", "1"));
    var info = RoomInfo.of(config, List.of("urn:more"), "Hush", 3, 50, List.of());
    assertEquals(List.of(DiscoIdentity.of("conference", "text", "Nave")), info.identities());
    assertTrue(
        info.features()
            .containsAll(
                List.of(
                    "urn:more",
                    "http://jabber.org/protocol/muc",
                    "muc_persistent",
                    "muc_public",
                    "muc_membersonly",
                    "muc_unmoderated",
                    "muc_unsecured",
                    "muc_semianonymous")));
    var form = info.forms().get(0);
    assertEquals(Optional.of("3"), form.value("muc#roominfo_occupants"));
    assertEquals(Optional.of("Hush"), form.value("muc#roominfo_subject"));
    assertEquals(Optional.of("Quiet"), form.value("muc#roominfo_description"));
  }

  private static Optional<OwnerRequest> request(String type, String content) {
    var element =
        xml(
            "<iq xmlns='jabber:client' id='1' type='%s'><query xmlns='%s'>%s</query></iq>"
                .formatted(type, Muc.OWNER, content));
    return OwnerRequest.read((Iq) ((StanzaReader.Read) StanzaReader.read(element)).stanza());
  }

  @Test
  void anOwnerAsksForFourThings() {
    assertEquals(Optional.of(new OwnerRequest.GetForm()), request("get", ""));
    assertEquals(
        Optional.of(new OwnerRequest.Cancel()),
        request("set", "<x xmlns='jabber:x:data' type='cancel'/>"));
    assertTrue(
        request("set", "<x xmlns='jabber:x:data' type='submit'/>").orElseThrow()
            instanceof OwnerRequest.Submit);
    var destroy = request("set", "<destroy jid='nave@a.example'><reason>R</reason></destroy>");
    var end = ((OwnerRequest.Destroy) destroy.orElseThrow()).destruction();
    assertEquals("R", end.reason());
    assertEquals("nave@a.example", String.valueOf(end.alternate()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<destroy jid='@'/>",
        "<x xmlns='jabber:x:data' type='form'/>",
        "<x xmlns='jabber:x:data'/>",
        "<other/>"
      })
  void anythingElseIsNoRequest(String content) {
    assertEquals(Optional.empty(), request("set", content));
    assertEquals(Optional.empty(), request("get", "<other/>"));
  }

  @Test
  void numbersOfStatusesAreDifferent() {
    var codes = Arrays.stream(MucStatus.values()).map(MucStatus::code).distinct().count();
    assertEquals(MucStatus.values().length, codes);
  }
}
