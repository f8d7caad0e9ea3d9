package im.balcony.protocol.xep.sync;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.content.ConversationType;
import im.balcony.protocol.xep.rsm.PageRequest;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SyncRequestsTest {
  private static final Jid BOB = Jid.parse("bob@a.example");

  private static Optional<SyncQuery> query(String attributes, String content) {
    return SyncQuery.read(
        xml(
            "<query xmlns='%s' %s>%s</query>"
                .formatted(Synchronization.NAMESPACE, attributes, content)));
  }

  private static Optional<SyncChange.Kind> change(String attributes) {
    var conversation = "<conversation jid='bob@a.example' " + attributes + "/>";
    return SyncChange.read(
            xml("<query xmlns='" + Synchronization.NAMESPACE + "'>" + conversation + "</query>"))
        .map(SyncChange::kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stamp=''", "stamp='0'"})
  void noStampAsksForEverything(String attributes) {
    assertEquals(Optional.of(new SyncQuery(0, false, null, null, null)), query(attributes, ""));
  }

  @Test
  void filtersAndPageAreRead() {
    var filters =
        "<x xmlns='jabber:x:data' type='submit'>%s%s%s</x>"
            .formatted(
                filter("pinned_first", 1),
                filter("filter_pinned", 0),
                filter("filter_archived", 1));
    var set = "<set xmlns='" + PageRequest.NAMESPACE + "'><max>7</max></set>";
    assertEquals(
        Optional.of(new SyncQuery(17, true, false, true, new PageRequest(7, null, null, null))),
        query("stamp='17'", filters + set));
  }

  private static String filter(String name, int value) {
    return "<field var='{%s}%s'><value>%d</value></field>"
        .formatted(Synchronization.NAMESPACE, name, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stamp='-1'", "stamp='noon'", "stamp='99999999999999999999'"})
  void aStampThatIsNoneIsRefused(String attributes) {
    assertTrue(query(attributes, "").isEmpty());
  }

  @Test
  void aChangeIsOneOfThree() {
    assertEquals(Optional.of(SyncChange.Status.ARCHIVED), change("status='archived'"));
    assertEquals(Optional.of(new SyncChange.Pin(0)), change("pinned='0'"));
    assertEquals(Optional.of(new SyncChange.Pin(5)), change("pinned='5' status='deleted'"));
    assertEquals(Optional.of(new SyncChange.Mute(OptionalLong.of(0))), change("mute='0'"));
    assertEquals(Optional.of(new SyncChange.Mute(OptionalLong.empty())), change("mute=''"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pinned='1' mute='1'",
        "status='gone'",
        "pinned='top'",
        "mute='-5'",
        "pinned='-1'"
      })
  void anythingElseIsRefused(String attributes) {
    assertTrue(change(attributes).isEmpty());
  }

  @Test
  void aConversationInTheClearIsMeantWhenNoTypeIsSaid() {
    var query =
        "<query xmlns='%s'><conversation jid='bob@a.example/x' pinned='1'/></query>"
            .formatted(Synchronization.NAMESPACE);
    var expected = new SyncChange(BOB, ConversationType.CHAT, new SyncChange.Pin(1));
    assertEquals(Optional.of(expected), SyncChange.read(xml(query)));
  }

  @Test
  void oneConversationIsChangedAtATime() {
    var one = "<conversation jid='bob@a.example' pinned='1'/>";
    var two = "<query xmlns='" + Synchronization.NAMESPACE + "'>" + one + one + "</query>";
    assertTrue(SyncChange.read(xml(two)).isEmpty());
  }
}
