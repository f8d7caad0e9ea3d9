package im.balcony.protocol.xep.mam;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Payloads;
import im.balcony.protocol.xep.mam.MamPreferences.Default;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MamPreferencesTest {
  private static final Jid JULIET = Jid.parse("juliet@b.example");
  private static final Jid BALCONY = Jid.parse("juliet@b.example/balcony");

  @Property
  void whatIsWrittenIsReadBack(@ForAll("preferences") MamPreferences preferences) {
    assertEquals(Optional.of(preferences), MamPreferences.read(reparsed(preferences.toElement())));
  }

  @Test
  void theDefaultDecidesForWhoIsNotNamed() {
    assertTrue(MamPreferences.ALWAYS.archives(JULIET, false));
    assertFalse(new MamPreferences(Default.NEVER, Set.of(), Set.of()).archives(JULIET, true));
    var roster = new MamPreferences(Default.ROSTER, Set.of(), Set.of());
    assertTrue(roster.archives(JULIET, true));
    assertFalse(roster.archives(JULIET, false));
  }

  @Test
  void aBareJidNamesAllDevicesAndAFullJidIsStronger() {
    var never = new MamPreferences(Default.ALWAYS, Set.of(), Set.of(JULIET));
    assertFalse(never.archives(BALCONY, true));
    var onlyBalcony = new MamPreferences(Default.ALWAYS, Set.of(BALCONY), Set.of(JULIET));
    assertTrue(onlyBalcony.archives(BALCONY, true));
    assertFalse(onlyBalcony.archives(JULIET, true));
    var notBalcony = new MamPreferences(Default.NEVER, Set.of(JULIET), Set.of(BALCONY));
    assertFalse(notBalcony.archives(BALCONY, true));
    assertTrue(notBalcony.archives(JULIET, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<prefs xmlns='urn:xmpp:mam:2'/>",
        "<prefs xmlns='urn:xmpp:mam:2' default='sometimes'/>",
        "<prefs xmlns='urn:xmpp:mam:2' default='always'><never><jid>@</jid></never></prefs>"
      })
  void whatIsNotUnderstoodIsRefused(String xml) {
    assertEquals(Optional.empty(), MamPreferences.read(xml(xml)));
  }

  @Test
  void theListsAreBounded() {
    var jids = "<jid>a.example</jid>".repeat(MamPreferences.JIDS_MAX + 1);
    var xml = "<prefs xmlns='urn:xmpp:mam:2' default='always'><never>" + jids + "</never></prefs>";
    assertEquals(Optional.empty(), MamPreferences.read(xml(xml)));
  }

  @Provide
  Arbitrary<MamPreferences> preferences() {
    var jids = Payloads.jid().set().ofMaxSize(4);
    return Combinators.combine(Arbitraries.of(Default.class), jids, jids).as(MamPreferences::new);
  }
}
