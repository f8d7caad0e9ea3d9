package im.balcony.protocol.xep.mongooseinbox;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.rsm.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BoxRequestsTest {
  private static final List<String> BOXES = List.of("inbox", "archive", "bin", "work");

  private static Optional<BoxQuery> query(String fields) {
    var form = "<x xmlns='jabber:x:data' type='submit'>" + fields + "</x>";
    return BoxQuery.read(
        xml("<inbox xmlns='" + BoxQuery.NAMESPACE + "' queryid='q'>" + form + "</inbox>"), BOXES);
  }

  private static String field(String name, String value) {
    return "<field var='%s'><value>%s</value></field>".formatted(name, value);
  }

  private static Optional<BoxChange> change(String attributes, String content) {
    return BoxChange.read(
        xml(
            "<query xmlns='%s' %s>%s</query>"
                .formatted(BoxProperties.NAMESPACE, attributes, content)),
        BOXES);
  }

  @Test
  void everythingIsAskedForWhenNothingIsSaid() {
    var expected = new BoxQuery("q", null, null, false, false, BoxQuery.ALL, PageRequest.FIRST);
    assertEquals(Optional.of(expected), query(""));
  }

  @Test
  void eachFieldIsRead() {
    var fields =
        field("start", "2026-01-02T03:04:05Z")
            + field("end", "2026-02-02T03:04:05Z")
            + field("order", "asc")
            + field("hidden_read", "true")
            + field("box", "work");
    var expected =
        new BoxQuery(
            "q",
            Instant.parse("2026-01-02T03:04:05Z"),
            Instant.parse("2026-02-02T03:04:05Z"),
            true,
            true,
            "work",
            PageRequest.FIRST);
    assertEquals(Optional.of(expected), query(fields));
  }

  @Test
  void theOldFieldNamesTwoBoxes() {
    assertEquals("archive", query(field("archive", "true")).orElseThrow().box());
    assertEquals("inbox", query(field("archive", "false")).orElseThrow().box());
  }

  @ParameterizedTest
  @CsvSource({"box,attic", "order,up", "start,noon", "end,1", "hidden_read,no"})
  void aValueThatIsNoneIsRefused(String name, String value) {
    assertTrue(query(field(name, value)).isEmpty());
  }

  @Test
  void aChangeIsRead() {
    var content = "<box>work</box><mute>60</mute><read>true</read>";
    assertEquals(
        Optional.of(new BoxChange(Jid.parse("bob@a.example"), "work", 60L, true, false)),
        change("jid='bob@a.example/phone'", content));
    assertTrue(change("jid='bob@a.example'", "").orElseThrow().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<box>attic</box>",
        "<mute>-1</mute>",
        "<mute>for ever</mute>",
        "<mute>99999999999</mute>",
        "<read>perhaps</read>",
        "<archive>2</archive>"
      })
  void aChangeThatIsNoneIsRefused(String content) {
    assertTrue(change("jid='bob@a.example'", content).isEmpty());
    assertTrue(change("", "<read>true</read>").isEmpty());
    assertTrue(change("jid='@'", "<read>true</read>").isEmpty());
  }
}
