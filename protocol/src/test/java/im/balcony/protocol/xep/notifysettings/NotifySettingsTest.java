package im.balcony.protocol.xep.notifysettings;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifySettingsTest {
  private static final String OTHERS =
      "<never identity-category='client' identity-type='pc'><advanced><a xmlns='urn:a'/></advanced></never>"
          + "<on-mention identity-category='gateway'/>";

  @ParameterizedTest
  @CsvSource({"always,ALWAYS", "on-mention,ON_MENTION", "never,NEVER", "sometimes,UNSAID"})
  void theFallbackElementIsTheSettingForAll(String element, NotifySetting setting) {
    assertEquals(setting, NotifySettings.in(holder(OTHERS + "<" + element + "/>")));
  }

  @Test
  void nothingIsSaidWithoutAFallbackElement() {
    assertEquals(NotifySetting.UNSAID, NotifySettings.in(holder(OTHERS)));
    assertEquals(NotifySetting.UNSAID, NotifySettings.in(xml("<extensions xmlns='urn:e'/>")));
    assertEquals(
        NotifySetting.UNSAID,
        NotifySettings.in(
            xml(
                "<e xmlns='urn:e'><notify xmlns='urn:xmpp:notification-settings:0'><never/></notify></e>")));
  }

  @Test
  void onlyTheFallbackElementChangesAndWhatIsInItStays() {
    assertEquals(
        holder(" " + OTHERS + "\n<always><advanced><b xmlns='urn:b'/></advanced></always> ")
            .toXml(),
        NotifySettings.with(
                holder(" " + OTHERS + "\n<never><advanced><b xmlns='urn:b'/></advanced></never> "),
                NotifySetting.ALWAYS)
            .toXml());
  }

  @Test
  void aMissingFallbackElementIsAdded() {
    assertEquals(
        holder(OTHERS + "<never/>"), NotifySettings.with(holder(OTHERS), NotifySetting.NEVER));
    assertEquals(
        xml(
            "<e xmlns='urn:e'><x/><notify xmlns='urn:xmpp:notification-settings:1'><never/></notify></e>"),
        NotifySettings.with(xml("<e xmlns='urn:e'><x/></e>"), NotifySetting.NEVER));
  }

  @Test
  void ofSeveralFallbackElementsTheFirstCountsAndOneIsLeft() {
    var doubled = holder("<always/>" + OTHERS + "<never/>");
    assertEquals(NotifySetting.ALWAYS, NotifySettings.in(doubled));
    assertEquals(
        holder("<on-mention/>" + OTHERS), NotifySettings.with(doubled, NotifySetting.ON_MENTION));
  }

  @Property
  void whatIsWrittenIsRead(
      @ForAll("holders") XmlElement holder, @ForAll("said") NotifySetting setting) {
    var written = reparsed(NotifySettings.with(holder, setting));
    assertEquals(setting, NotifySettings.in(written));
    assertEquals(written, NotifySettings.with(written, setting));
  }

  @Test
  void nothingSaidCannotBeWritten() {
    var holder = holder("");
    assertThrows(
        IllegalArgumentException.class, () -> NotifySettings.with(holder, NotifySetting.UNSAID));
  }

  @Test
  void aSettingWantsSomeMessages() {
    assertTrue(NotifySetting.UNSAID.wants(false));
    assertTrue(NotifySetting.ALWAYS.wants(false));
    assertFalse(NotifySetting.ON_MENTION.wants(false));
    assertTrue(NotifySetting.ON_MENTION.wants(true));
    assertFalse(NotifySetting.NEVER.wants(true));
  }

  @Provide
  Arbitrary<XmlElement> holders() {
    var child =
        Arbitraries.of(
            "<always/>", "<never/>", "<on-mention/>", " ", OTHERS, "<never><advanced/></never>");
    return child
        .list()
        .ofMaxSize(4)
        .map(List::stream)
        .map(all -> holder(all.reduce("", String::concat)));
  }

  @Provide
  Arbitrary<NotifySetting> said() {
    return Arbitraries.of(NotifySetting.ALWAYS, NotifySetting.ON_MENTION, NotifySetting.NEVER);
  }

  private static XmlElement holder(String settings) {
    return xml(
        "<extensions xmlns='urn:xmpp:bookmarks:1'><state xmlns='urn:s'/>"
            + "<notify xmlns='urn:xmpp:notification-settings:1'>"
            + settings
            + "</notify></extensions>");
  }
}
