package im.balcony.protocol.xep.muc;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Forms by which somebody asks for something in a room, and somebody else grants it. */
class MucFormsTest {
  private static final Jid JULIET = Jid.parse("juliet@b.example");

  /** The form as somebody returns it who has changed one field. */
  private static DataForm filled(DataForm form, String var, String value) {
    var fields = new ArrayList<FormField>();
    for (var field : form.fields()) {
      fields.add(field.var().equals(var) ? FormField.of(var, value) : field);
    }
    var returned = new DataForm(DataForm.Type.SUBMIT, null, null, fields);
    return DataForm.read(reparsed(returned.toElement())).orElseThrow();
  }

  @Test
  void voiceIsGrantedByTheFormThatModeratorsGet() {
    var form = VoiceRequest.approval(JULIET, "Juliet");
    assertEquals(
        Optional.of(new VoiceRequest("Juliet", true)),
        VoiceRequest.read(filled(form, "muc#request_allow", "true")));
    assertEquals(
        Optional.of(new VoiceRequest("Juliet", false)),
        VoiceRequest.read(filled(form, "muc#request_allow", "0")));
    assertEquals(Optional.empty(), VoiceRequest.read(filled(form, "muc#request_allow", "maybe")));
    assertEquals(Optional.empty(), VoiceRequest.read(filled(form, "muc#role", "moderator")));
    assertEquals(Optional.empty(), VoiceRequest.read(filled(form, "FORM_TYPE", "urn:x")));
    assertEquals(Optional.empty(), VoiceRequest.read(form));
  }

  @Test
  void voiceIsAskedForByTwoFields() {
    var form =
        DataForm.of(
            DataForm.Type.SUBMIT,
            VoiceRequest.FORM_TYPE,
            List.of(FormField.of("muc#role", "participant")));
    assertEquals(Optional.of(new VoiceRequest(null, null)), VoiceRequest.read(form));
  }
}
