package im.balcony.protocol.xep.mix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.muc.RoomOption;
import im.balcony.protocol.xep.pubsub.PubsubRequest;
import im.balcony.protocol.xml.StoredXml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixConfigTest {
  private static final Jid HAG = Jid.parse("hag@shakespeare.example");
  private static final Jid HECATE = Jid.parse("hecate@shakespeare.example");
  private static final MixConfig COVEN = new MixConfig(RoomConfig.USUAL, Set.of(HAG), Set.of());

  private static DataForm form(String type, FormField... fields) {
    return DataForm.of(DataForm.Type.SUBMIT, type, List.of(fields));
  }

  private static Optional<MixConfig> submitted(FormField... fields) {
    return COVEN.submitted(form(MixAdmin.NAMESPACE, fields));
  }

  @Test
  void theFormThatIsSentBackChangesNothing() {
    var config =
        new MixConfig(
            RoomConfig.USUAL.with(
                Map.of("private-messages", "moderators", "members-only", "1", "whois", "anyone")),
            Set.of(HAG),
            Set.of(HECATE));
    var form = config.form(DataForm.Type.FORM, "hag@shakespeare.example");
    var back = new DataForm(DataForm.Type.SUBMIT, null, null, form.fields());
    assertEquals(Optional.of(config), config.submitted(back));
    assertEquals(Optional.of(config), COVEN.submitted(back).map(now -> whispering(now, config)));
  }

  /** MIX has no words for it: what the room says stays. */
  private static MixConfig whispering(MixConfig now, MixConfig as) {
    var key = RoomOption.PRIVATE_MESSAGES.key();
    return new MixConfig(
        now.room().with(Map.of(key, as.room().text(RoomOption.PRIVATE_MESSAGES))),
        now.owners(),
        now.administrators());
  }

  @Test
  void whatAFormDoesNotSayStays() {
    assertEquals(Optional.of(COVEN), submitted());
    assertEquals(Optional.of(COVEN), submitted(FormField.of("Colour", "red")));
    var silent = submitted(FormField.of("Private Messages", "0")).orElseThrow();
    assertEquals("none", silent.room().text(RoomOption.PRIVATE_MESSAGES));
    assertEquals(Set.of(HAG), silent.owners());
    var shown = submitted(FormField.of("JID Visibility", "jid-mandatory-visible")).orElseThrow();
    assertEquals("anyone", shown.room().text(RoomOption.WHOIS));
  }

  @Test
  void anOwnerIsNoAdministratorBesides() {
    var now =
        submitted(
                FormField.of("Owner", HAG.toString(), HECATE.toString()),
                FormField.of("Administrator", HECATE.toString()))
            .orElseThrow();
    assertEquals(Set.of(HAG, HECATE), now.owners());
    assertEquals(Set.of(), now.administrators());
  }

  @ParameterizedTest
  @CsvSource({
    "Owner,                                   shakespeare.example",
    "Owner,                                   hag@shakespeare.example/heath",
    "Administrator,                           @",
    "Messages Node Subscription,              anyone",
    "Configuration Node Access,               participants",
    "User Message Retraction,                 false",
    "Mandatory Nicks,                         0",
    "Private Messages,                        perhaps",
    "Participation Addition by Invitation from Participant, ''",
    "JID Visibility,                          sometimes",
    "Nodes Present,                           participants",
    "FORM_TYPE,                               urn:x"
  })
  void aValueThatCannotBeIsRefused(String var, String value) {
    var fields = List.of(FormField.of(var, value));
    var form = new DataForm(DataForm.Type.SUBMIT, null, null, fields);
    assertEquals(Optional.empty(), COVEN.submitted(form));
  }

  @Test
  void thereIsAlwaysAnOwner() {
    assertEquals(Optional.empty(), submitted(FormField.of("Owner")));
    var form = new DataForm(DataForm.Type.CANCEL, null, null, List.of());
    assertEquals(Optional.empty(), COVEN.submitted(form));
  }

  @Test
  void theOwnersAreAskedUnlessOthersAreNamed() {
    var info = new MixInfo(RoomConfig.USUAL, List.of(HAG.toString()));
    var form = info.form(DataForm.Type.FORM);
    assertEquals(Optional.of(HAG.toString()), form.value("Contact"));
    var back = new DataForm(DataForm.Type.SUBMIT, null, null, form.fields());
    assertEquals(Optional.of(RoomConfig.USUAL), info.submitted(back));
    var named =
        info.submitted(form(Mix.NAMESPACE, FormField.of("Contact", HECATE.toString(), "a@b")))
            .orElseThrow();
    assertEquals(List.of(HECATE.toString(), "a@b"), named.words(RoomOption.CONTACTS));
    assertEquals(
        Optional.empty(),
        info.submitted(form(Mix.NAMESPACE, FormField.of("Contact", "hag@b/heath"))));
    assertEquals(
        Optional.empty(),
        info.submitted(
            form(Mix.NAMESPACE, FormField.of("Name", "a".repeat(RoomOption.TEXT_CHARS_MAX + 1)))));
    assertEquals(Optional.empty(), info.submitted(form(MixAdmin.NAMESPACE)));
  }

  /** Section 3.1 writes an element more than XEP-0060. */
  @Test
  void itemsToPublishAreReadWithAndWithoutTheElementAroundThem() {
    var item = "<item id='a'/>";
    for (var content : List.of(item, "<items>" + item + "</items>")) {
      var pubsub =
          StoredXml.read(
              ("<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:xmpp:mix:nodes:config'>"
                      + content
                      + "</publish></pubsub>")
                  .getBytes(UTF_8));
      var read = PubsubRequest.read(MixAdmin.plain(pubsub));
      var publish = (PubsubRequest.Publish) read;
      assertEquals("a", publish.item().id());
      assertEquals(MixNode.CONFIG.value(), publish.node());
    }
    var other =
        StoredXml.read("<pubsub xmlns='http://jabber.org/protocol/pubsub'/>".getBytes(UTF_8));
    assertSame(other, MixAdmin.plain(other));
    assertFalse(MixAdmin.plain(other).elements().iterator().hasNext());
  }
}
