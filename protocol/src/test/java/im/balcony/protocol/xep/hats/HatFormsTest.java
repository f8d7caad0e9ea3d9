package im.balcony.protocol.xep.hats;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HatFormsTest {
  private static final Hat HAT = new Hat("http://tech.example/hats#TA", "Assistant", "327.255249");

  private static DataForm form(String... pairs) {
    var fields = new java.util.ArrayList<FormField>();
    for (var at = 0; at < pairs.length; at += 2) {
      fields.add(FormField.of(pairs[at], pairs[at + 1]));
    }
    return DataForm.of(DataForm.Type.SUBMIT, HatForms.FORM_TYPE, List.copyOf(fields));
  }

  /** The submission of section 3.2. */
  @Test
  void aHatHasAnAddressATitleAndPerhapsAColour() {
    assertEquals(
        Optional.of(HAT),
        HatForms.hatIn(
            form("hats#title", HAT.title(), "hats#uri", HAT.uri(), "hats#hue", "327.255249")));
    assertEquals(
        Optional.of(new Hat("urn:h", "H", null)),
        HatForms.hatIn(form("hats#title", "H", "hats#uri", "urn:h")));
  }

  @Test
  void whatIsNotWholeOrTooLongIsNone() {
    assertEquals(Optional.empty(), HatForms.hatIn(form("hats#title", "H")));
    assertEquals(Optional.empty(), HatForms.hatIn(form("hats#uri", "urn:h")));
    assertEquals(
        Optional.empty(), HatForms.hatIn(form("hats#title", "H", "hats#uri", "u".repeat(513))));
    assertEquals(
        Optional.empty(), HatForms.hatIn(form("hats#title", "H".repeat(129), "hats#uri", "u")));
    for (var hue : List.of("red", "361", "-1", "1e2")) {
      assertEquals(
          Optional.empty(),
          HatForms.hatIn(form("hats#title", "H", "hats#uri", "u", "hats#hue", hue)));
    }
  }

  @Test
  void anAccountIsMeantWhicheverOfItsClientsIsNamed() {
    assertEquals(
        Optional.of(Jid.parse("terry@a.example")),
        HatForms.accountIn(form("hats#jid", "terry@a.example/office")));
    assertEquals(Optional.empty(), HatForms.accountIn(form("hats#jid", "a.example")));
    assertEquals(Optional.empty(), HatForms.accountIn(form("hats#jid", "@")));
  }

  /** Section 3.1. */
  @Test
  void presenceTellsWhatIsWornAndNothingForged() {
    var worn = Hat.worn(List.of(HAT));
    assertEquals(
        xml(
            "<hats xmlns='urn:xmpp:hats:0'><hat title='Assistant' uri='http://tech.example/hats#TA' hue='327.255249'/></hats>"),
        worn);
    var presence = xml("<presence xmlns='jabber:client'><show>away</show></presence>");
    assertEquals(presence, Hat.without(presence.withChild(worn)));
  }

  /** Sections 3.4 and 3.7. */
  @Test
  void aTableHasARowAHat() {
    var rows = List.of(new HatForms.Row(Jid.parse("terry@a.example"), HAT));
    var table = HatForms.table("Assigned Hats List", rows, true).toXml();
    assertTrue(table.contains("<reported><field var='hats#jid'/>"), table);
    assertTrue(table.contains("<value>terry@a.example</value>"), table);
    assertTrue(table.contains("<value>327.255249</value>"), table);
    assertTrue(!HatForms.table("Hats List", List.of(), false).toXml().contains("hats#jid"));
  }
}
