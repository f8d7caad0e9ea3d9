package im.balcony.protocol.xep.mix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MixPreferenceTest {
  private static DataForm form(String type, String var, String value) {
    return DataForm.of(DataForm.Type.SUBMIT, type, List.of(FormField.of(var, value)));
  }

  private static DataForm form(String var, String value) {
    return form(MixAnon.NAMESPACE, var, value);
  }

  @Test
  void aFormSetsWhatItNamesAndLeavesTheRest() {
    var before = Map.of("vCard", "allow");
    assertEquals(
        Optional.of(Map.of("vCard", "allow", "JID Visibility", "prefer not")),
        MixPreference.submitted(before, form("JID Visibility", "prefer not")));
    assertEquals(Optional.of(before), MixPreference.submitted(before, form("Colour", "red")));
    assertEquals(Optional.of(before), MixPreference.submitted(before, null));
  }

  @Test
  void whatCannotBeChosenIsRefused() {
    assertTrue(MixPreference.submitted(Map.of(), form("Presence", "no")).isEmpty());
    assertTrue(MixPreference.submitted(Map.of(), form("Presence", "share not")).isEmpty());
    assertTrue(MixPreference.submitted(Map.of(), form("urn:x", "Presence", "share")).isEmpty());
  }

  @Test
  void whoSaysNothingHasWhatIsUsual() {
    assertEquals("default", MixPreference.JID_VISIBILITY.in(Map.of()));
    assertEquals("not share", MixPreference.PRESENCE.in(Map.of("Presence", "not share")));
    var told = MixPreference.result(Map.of("vCard", "allow"));
    assertEquals(Optional.of("allow"), MixPreference.VCARD.in(told));
    assertEquals(Optional.of("allow"), MixPreference.PRIVATE_MESSAGES.in(told));
  }

  @Test
  void allThatCanBeChosenIsOffered() {
    var xml = MixPreference.template(Map.of("JID Visibility", "never")).toElement().toXml();
    for (var choice : List.of("default", "never", "always", "prefer not", "block", "not share")) {
      assertTrue(xml.contains("<option label='" + choice + "'><value>" + choice), xml);
    }
    assertTrue(xml.contains("label='JID Visibility'><value>never</value><option"), xml);
  }
}
