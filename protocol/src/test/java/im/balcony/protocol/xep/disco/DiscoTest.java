package im.balcony.protocol.xep.disco;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xep.Payloads;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoTest {
  @Property
  void infoIsReadBack(@ForAll("infos") DiscoInfo info) {
    assertEquals(Optional.of(info), DiscoInfo.read(reparsed(info.toElement())));
  }

  @Property
  void itemsAreReadBack(@ForAll("items") DiscoItems items) {
    assertEquals(Optional.of(items), DiscoItems.read(reparsed(items.toElement())));
  }

  @Test
  void theOrderDoesNotDependOnWhoWasAskedFirst() {
    var info = DiscoInfo.of(List.of(), List.of("urn:b", "urn:a", "URN:A"));
    assertEquals(List.of("URN:A", "urn:a", "urn:b"), info.features());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<query xmlns='http://jabber.org/protocol/disco#info'><feature/></query>",
        "<query xmlns='http://jabber.org/protocol/disco#info'><identity type='im'/></query>",
        "<query xmlns='http://jabber.org/protocol/disco#items'/>"
      })
  void infoThatLacksWhatItMustHaveIsRefused(String xml) {
    assertEquals(Optional.empty(), DiscoInfo.read(xml(xml)));
  }

  @Test
  void infoWithoutEndIsRefused() {
    var features = "<feature var='x'/>".repeat(DiscoInfo.ENTRIES_MAX + 1);
    var xml = "<query xmlns='http://jabber.org/protocol/disco#info'>" + features + "</query>";
    assertEquals(Optional.empty(), DiscoInfo.read(xml(xml)));
  }

  @Provide
  Arbitrary<DiscoInfo> infos() {
    var text = Payloads.text();
    var identities =
        Combinators.combine(text, text, text.injectNull(0.5), text.injectNull(0.5))
            .as(DiscoIdentity::new);
    var forms =
        text.map(
            value -> DataForm.of(DataForm.Type.RESULT, "urn:x", List.of(FormField.of("a", value))));
    return Combinators.combine(
            text.injectNull(0.5),
            identities.list().ofMaxSize(3),
            text.list().ofMaxSize(3),
            forms.list().ofMaxSize(1))
        .as(DiscoInfo::new);
  }

  @Provide
  Arbitrary<DiscoItems> items() {
    var text = Payloads.text();
    var items =
        Combinators.combine(Payloads.jid(), text.injectNull(0.5), text.injectNull(0.5))
            .as(DiscoItems.Item::new);
    return Combinators.combine(text.injectNull(0.5), items.list().ofMaxSize(3)).as(DiscoItems::new);
  }
}
