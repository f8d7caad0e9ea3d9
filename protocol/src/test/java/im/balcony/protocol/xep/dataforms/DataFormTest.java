package im.balcony.protocol.xep.dataforms;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xep.Payloads;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DataFormTest {
  @Property
  void whatIsWrittenIsReadBack(@ForAll("forms") DataForm form) {
    assertEquals(Optional.of(form), DataForm.read(reparsed(form.toElement())));
  }

  @Test
  void theHiddenFieldNamesTheKindOfForm() {
    var form = DataForm.of(DataForm.Type.SUBMIT, "urn:x", List.of(FormField.of("ids", "1", "2")));
    assertEquals(Optional.of("urn:x"), form.formType());
    assertEquals(Optional.of("1"), form.value("ids"));
    assertEquals(List.of("1", "2"), form.field("ids").orElseThrow().values());
    assertEquals(Optional.empty(), form.value("missing"));
  }

  @Test
  void fieldsWithoutANameAreForPeople() {
    var form = xml("<x xmlns='jabber:x:data' type='form'><field type='fixed'/></x>");
    assertEquals(List.of(), DataForm.read(form).orElseThrow().fields());
  }

  @Test
  void aFormWithoutEndIsRefused() {
    var fields = "<field var='a'/>".repeat(DataForm.FIELDS_MAX + 1);
    assertEquals(
        Optional.empty(),
        DataForm.read(xml("<x xmlns='jabber:x:data' type='submit'>" + fields + "</x>")));
  }

  @Test
  void aFormOfUnknownTypeIsRefused() {
    assertEquals(Optional.empty(), DataForm.read(xml("<x xmlns='jabber:x:data' type='FORM'/>")));
    assertEquals(Optional.empty(), DataForm.read(xml("<x xmlns='jabber:x:data'/>")));
  }

  @Provide
  Arbitrary<DataForm> forms() {
    var text = Payloads.text();
    var options = Combinators.combine(text.injectNull(0.3), text).as(FormField.Option::new);
    var fields =
        Combinators.combine(
                text,
                text.injectNull(0.5),
                text.injectNull(0.5),
                Arbitraries.of(true, false),
                text.list().ofMaxSize(3),
                options.list().ofMaxSize(2))
            .as(FormField::new);
    return Combinators.combine(
            Arbitraries.of(DataForm.Type.class),
            text.injectNull(0.5),
            text.injectNull(0.5),
            fields.list().ofMaxSize(3))
        .as(DataForm::new);
  }
}
