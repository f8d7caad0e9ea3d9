package im.balcony.protocol.xep.roster;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError.Condition;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterTest {
  private static final RosterSet.Limits LIMITS = new RosterSet.Limits(10, 5, 2);

  @Property
  void aRosterIsReadBack(@ForAll("rosters") Roster roster) {
    assertEquals(Optional.of(roster), Roster.read(reparsed(roster.toElement())));
  }

  @Property
  void aChangeIsReadBack(@ForAll("changes") RosterSet change) {
    assertEquals(
        new RosterSet.Read(change),
        RosterSet.read(reparsed(change.toElement()), RosterSet.Limits.DEFAULT));
  }

  @Test
  void aVersionIsAskedForOrNot() {
    assertEquals(Optional.of(""), Roster.versionAsked(xml("<query ver=''/>")));
    assertEquals(Optional.empty(), Roster.versionAsked(xml("<query/>")));
  }

  @Test
  void aContactIsAPersonNotADevice() {
    var read = set("<item jid='Juliet@b.example/balcony' subscription='both' ask='subscribe'/>");
    assertEquals(
        new RosterSet.Read(new RosterSet(Jid.parse("juliet@b.example"), null, List.of(), false)),
        read);
  }

  /** RFC 6121 section 2.3.3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BAD_REQUEST    | ''",
        "BAD_REQUEST    | <item/>",
        "BAD_REQUEST    | <item jid='@'/>",
        "BAD_REQUEST    | <item jid='a@b'/><item jid='c@d'/>",
        "BAD_REQUEST    | <item jid='a@b'><group>g</group><group>g</group></item>",
        "NOT_ACCEPTABLE | <item jid='a@b' name='12345678901'/>",
        "NOT_ACCEPTABLE | <item jid='a@b'><group/></item>",
        "NOT_ACCEPTABLE | <item jid='a@b'><group>123456</group></item>",
        "NOT_ACCEPTABLE | <item jid='a@b'><group>1</group><group>2</group><group>3</group></item>",
      })
  void aWrongChangeIsRefusedByTheRules(Condition condition, String items) {
    var refused = assertInstanceOf(RosterSet.Refused.class, set(items));
    assertEquals(condition, refused.error().condition());
  }

  @Test
  void itemsThatAClientCannotReadArePassedOver() {
    var roster =
        xml(
            "<query xmlns='jabber:iq:roster'><item jid='@'/><item jid='a@b' subscription='x'/>"
                + "<item jid='a@b'/></query>");
    assertEquals(1, Roster.read(roster).orElseThrow().items().size());
  }

  private static RosterSet.Result set(String items) {
    return RosterSet.read(xml("<query xmlns='jabber:iq:roster'>" + items + "</query>"), LIMITS);
  }

  @Provide
  Arbitrary<Roster> rosters() {
    var flag = Arbitraries.of(true, false);
    var items =
        Combinators.combine(
                Payloads.jid(),
                Payloads.text().injectNull(0.3),
                Arbitraries.of(RosterSubscription.class),
                flag,
                flag,
                Payloads.text().list().ofMaxSize(3))
            .as(RosterItem::new);
    return Combinators.combine(Payloads.text().injectNull(0.5), items.list().ofMaxSize(4))
        .as(Roster::new);
  }

  @Provide
  Arbitrary<RosterSet> changes() {
    var change =
        Combinators.combine(
                Payloads.bareJid(),
                Payloads.text().injectNull(0.3),
                Payloads.id().set().ofMaxSize(3))
            .as((jid, name, groups) -> new RosterSet(jid, name, List.copyOf(groups), false));
    var removal = Payloads.bareJid().map(jid -> new RosterSet(jid, null, List.of(), true));
    return Arbitraries.oneOf(change, removal);
  }
}
