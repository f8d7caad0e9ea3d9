package im.balcony.protocol.xep.inbox;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.xep.notifysettings.NotifySetting;
import im.balcony.protocol.xep.notifysettings.NotifySettings;
import im.balcony.protocol.xep.rsm.PageRequest;
import im.balcony.protocol.xep.rsm.PageResult;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries of the inbox and what stands in their answers (XEP-0430 section 3). */
class InboxTest {
  private static Optional<Inbox> read(String attributes, String content) {
    return Inbox.read(
        xml("<inbox xmlns='%s' %s>%s</inbox>".formatted(Inbox.NAMESPACE, attributes, content)));
  }

  @Test
  void aPlainQueryWantsEverythingWithItsMessages() {
    assertEquals(Optional.of(new Inbox(false, true, PageRequest.FIRST)), read("", ""));
  }

  @ParameterizedTest
  @CsvSource({"true,true", "1,true", "false,false", "0,false"})
  void flagsAreBooleansOfXmlSchema(String text, boolean expected) {
    assertEquals(
        Optional.of(new Inbox(expected, true, PageRequest.FIRST)),
        read("unread-only='" + text + "'", ""));
    assertEquals(
        Optional.of(new Inbox(false, expected, PageRequest.FIRST)),
        read("messages='" + text + "'", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "TRUE", "2"})
  void whatIsNoBooleanMakesNoQuery(String text) {
    assertTrue(read("unread-only='" + text + "'", "").isEmpty());
    assertTrue(read("messages='" + text + "'", "").isEmpty());
  }

  @Test
  void aPageIsReadAndAWrongOneMakesNoQuery() {
    var set = "<set xmlns='http://jabber.org/protocol/rsm'><max>%s</max></set>";
    assertEquals(
        Optional.of(5), read("", set.formatted("5")).map(inbox -> inbox.page().itemsUpTo(50)));
    assertTrue(read("", set.formatted("many")).isEmpty());
  }

  @Property
  void anEntryAndTheEndSayTheirCounts(
      @ForAll String text,
      @ForAll @LongRange(min = 0) long count,
      @ForAll boolean hasMessage,
      @ForAll NotifySetting notify) {
    var jid = text.codePoints().filter(Character::isLetterOrDigit).limit(20).count() + "@a.example";
    var entry = reparsed(Inbox.entry(jid, count, hasMessage ? "17" : null, notify));
    assertEquals(notify, NotifySettings.in(entry));
    assertTrue(entry.is("entry", Inbox.NAMESPACE));
    assertEquals(jid, entry.attribute("jid"));
    assertEquals(Long.toString(count), entry.attribute("unread"));
    assertEquals(hasMessage ? "17" : null, entry.attribute("id"));

    var fin = reparsed(Inbox.fin(count, 1, 2, PageResult.empty(null)));
    assertEquals(Long.toString(count), fin.attribute("total"));
    assertEquals("1", fin.attribute("unread"));
    assertEquals("2", fin.attribute("all-unread"));
    assertNull(fin.attribute("id"));
  }
}
