package im.balcony.protocol.xep.pubsub;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.xep.Payloads;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.pep.PersonalEventing;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeFormTest {

  @Property
  void whatIsShownCanBeSubmitted(@ForAll("configs") NodeConfig config) {
    var shown = DataForm.read(reparsed(NodeForm.of(config).toElement())).orElseThrow();
    assertEquals(
        Optional.of(config),
        NodeForm.submitted(
            PersonalEventing.DEFAULT,
            new DataForm(DataForm.Type.SUBMIT, null, null, shown.fields())));
  }

  private static DataForm configuration(String var, String... values) {
    return DataForm.of(
        DataForm.Type.SUBMIT, Pubsub.NODE_CONFIG, List.of(FormField.of(var, values)));
  }

  private static DataForm options(String var, String... values) {
    return DataForm.of(
        DataForm.Type.SUBMIT, Pubsub.PUBLISH_OPTIONS, List.of(FormField.of(var, values)));
  }

  @ParameterizedTest
  @CsvSource({
    "pubsub#access_model,authorize",
    "pubsub#access_model,everybody",
    "pubsub#publish_model,open",
    "pubsub#max_items,0",
    "pubsub#max_items,many",
    "pubsub#persist_items,perhaps",
    "pubsub#send_last_published_item,sometimes",
    "pubsub#notification_type,chat"
  })
  void aValueThatCannotBeIsRefused(String var, String value) {
    assertEquals(
        Optional.empty(), NodeForm.submitted(PersonalEventing.DEFAULT, configuration(var, value)));
    assertEquals(
        Optional.empty(), NodeForm.optionsApplied(PersonalEventing.DEFAULT, options(var, value)));
  }

  @Test
  void whatIsNotKnownIsPassedOverInAConfigurationAndRefusedInOptions() {
    var unknown = "pubsub#collection";
    assertEquals(
        Optional.of(PersonalEventing.DEFAULT),
        NodeForm.submitted(PersonalEventing.DEFAULT, configuration(unknown, "x")));
    assertEquals(
        Optional.empty(), NodeForm.optionsApplied(PersonalEventing.DEFAULT, options(unknown, "x")));
  }

  @Test
  void optionsSayWhatTheyAre() {
    assertEquals(
        AccessModel.OPEN,
        NodeForm.optionsApplied(PersonalEventing.DEFAULT, options("pubsub#access_model", "open"))
            .orElseThrow()
            .access());
    assertEquals(
        Optional.empty(),
        NodeForm.optionsApplied(
            PersonalEventing.DEFAULT, configuration("pubsub#access_model", "open")));
  }

  @Test
  void aFormThatIsCancelledSetsNothing() {
    var cancel = new DataForm(DataForm.Type.CANCEL, null, null, List.of());
    assertEquals(Optional.empty(), NodeForm.submitted(PersonalEventing.DEFAULT, cancel));
  }

  @Test
  void groupsAndTextsAreBounded() {
    var groups = Collections.nCopies(NodeOption.VALUES_MAX + 1, "g").toArray(String[]::new);
    var title = "x".repeat(NodeOption.CHARS_MAX + 1);
    assertTrue(
        NodeForm.submitted(
                PersonalEventing.DEFAULT, configuration("pubsub#roster_groups_allowed", groups))
            .isEmpty());
    assertTrue(
        NodeForm.submitted(PersonalEventing.DEFAULT, configuration("pubsub#title", title))
            .isEmpty());
  }

  @Provide
  Arbitrary<NodeConfig> configs() {
    var flags = Arbitraries.of(true, false).list().ofSize(6);
    var items = Arbitraries.integers().between(1, NodeConfig.MAX);
    return Combinators.combine(
            Arbitraries.of(AccessModel.class),
            Payloads.text().list().ofMaxSize(3),
            items,
            Arbitraries.of(SendLastItem.class),
            flags,
            Payloads.text(),
            Payloads.text())
        .as(
            (access, groups, max, last, flag, title, type) ->
                new NodeConfig(
                    access,
                    groups,
                    max,
                    flag.get(0),
                    last,
                    flag.get(1),
                    flag.get(2),
                    flag.get(3),
                    flag.get(4),
                    flag.get(5),
                    title,
                    type));
  }
}
