package im.balcony.protocol.xep.muc;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Payloads;
import im.balcony.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

class MucPayloadsTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @Property(tries = 300)
  void whatARoomSaysOfSomebodyIsReadBack(@ForAll("users") MucUser user) {
    var presence = xml("<presence xmlns='jabber:client'/>").withChild(user.toElement());
    assertEquals(Optional.of(user), MucUser.in(reparsed(presence)));
  }

  @Property(tries = 300)
  void whoEntersIsUnderstood(@ForAll("joins") MucJoin join) {
    var presence = xml("<presence xmlns='jabber:client'/>").withChild(join.toElement());
    assertEquals(Optional.of(join), MucJoin.in(reparsed(presence)));
  }

  @Property(tries = 300)
  void aListIsReadBack(@ForAll("items") MucItem one, @ForAll("items") MucItem other) {
    var admin = new MucAdmin(List.of(one, other));
    assertEquals(Optional.of(admin), MucAdmin.read(reparsed(admin.toElement())));
  }

  /** Section 7.2.14: the smallest amount that meets any combination. */
  @Test
  void theLaterOfTwoBeginningsCounts() {
    var hour = NOON.minus(Duration.ofHours(1));
    var minute = NOON.minus(Duration.ofMinutes(1));
    assertNull(HistoryWish.ANY.from(NOON));
    assertEquals(hour, new HistoryWish(null, null, 3600, null).from(NOON));
    assertEquals(hour, new HistoryWish(null, null, null, hour).from(NOON));
    assertEquals(minute, new HistoryWish(null, null, 3600, minute).from(NOON));
    assertEquals(minute, new HistoryWish(null, null, 60, hour).from(NOON));
  }

  @Test
  void aWishThatCannotBeReadIsNone() {
    var join =
        MucJoin.in(
            xml(
                "<presence><x xmlns='http://jabber.org/protocol/muc'>"
                    + "<history maxchars='-1' maxstanzas='many' seconds='' since='noon'/></x></presence>"));
    assertEquals(Optional.of(new MucJoin(null, HistoryWish.ANY)), join);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<query xmlns='http://jabber.org/protocol/muc#admin'/>",
        "<query xmlns='http://jabber.org/protocol/muc#admin'><item role='king'/></query>",
        "<query xmlns='http://jabber.org/protocol/muc#admin'><item affiliation='king'/></query>",
        "<query xmlns='http://jabber.org/protocol/muc#admin'><item jid='@' role='none'/></query>",
        "<query xmlns='urn:x'><item role='none'/></query>"
      })
  void aBadListIsNone(String xml) {
    assertEquals(Optional.empty(), MucAdmin.read(xml(xml)));
  }

  @Test
  void aListIsBounded() {
    var query = XmlElement.named("query", Muc.ADMIN);
    for (var i = 0; i <= MucAdmin.ITEMS_MAX; i++) {
      query.child(xml("<item xmlns='http://jabber.org/protocol/muc#admin' role='none' nick='a'/>"));
    }
    assertEquals(Optional.empty(), MucAdmin.read(query.build()));
  }

  @Test
  void aReasonIsCutAndNeverInsideACharacter() {
    var face = "\ud83d\ude00";
    var text = "a".repeat(Muc.REASON_CHARS_MAX - 1) + face;
    assertEquals("a".repeat(Muc.REASON_CHARS_MAX - 1), Muc.reason(text));
    assertEquals(Muc.REASON_CHARS_MAX, Muc.reason("b" + face.repeat(300) + "c").length() + 1);
    assertEquals("short", Muc.reason(" short\n"));
  }

  @Test
  void theNamesOfRolesAndAffiliationsAreThoseOfTheStandard() {
    assertEquals(Optional.of(Affiliation.OUTCAST), Affiliation.of("outcast"));
    assertEquals(Optional.empty(), Affiliation.of("OWNER"));
    assertEquals(Optional.empty(), Affiliation.of(null));
    assertEquals(Optional.of(Role.VISITOR), Role.of("visitor"));
    assertTrue(Affiliation.OWNER.isAtLeast(Affiliation.ADMIN));
    assertTrue(Role.MODERATOR.isAtLeast(Role.PARTICIPANT));
  }

  @Test
  void nothingOfRoomsStaysInWhatAClientSends() {
    var sent =
        xml(
            "<presence xmlns='jabber:client'><show>away</show>"
                + "<x xmlns='http://jabber.org/protocol/muc'/>"
                + "<x xmlns='http://jabber.org/protocol/muc#user'><status code='307'/></x></presence>");
    assertTrue(MucUser.isIn(sent));
    assertEquals(1, MucUser.without(sent).elements().size());
  }

  @Provide
  Arbitrary<MucItem> items() {
    var reason = Payloads.text().map(String::strip).injectNull(0.5);
    return Combinators.combine(
            Arbitraries.of(Affiliation.class).injectNull(0.3),
            Arbitraries.of(Role.class).injectNull(0.3),
            Payloads.jid().injectNull(0.3),
            Payloads.id().injectNull(0.3),
            Payloads.id().injectNull(0.5),
            reason)
        .as(MucItem::new);
  }

  @Provide
  Arbitrary<MucUser> users() {
    var ends =
        Combinators.combine(
                Payloads.bareJid().injectNull(0.5),
                Payloads.text().injectNull(0.5),
                Payloads.text().map(String::strip).injectNull(0.5))
            .as(Destruction::new);
    var statuses = Arbitraries.of(MucStatus.class).set().ofMaxSize(4);
    return Combinators.combine(items().injectNull(0.3), statuses, ends.injectNull(0.7))
        .as((item, codes, end) -> new MucUser(item, Set.copyOf(codes), end));
  }

  @Provide
  Arbitrary<MucJoin> joins() {
    var wish =
        Combinators.combine(
                Payloads.count().injectNull(0.5),
                Payloads.count().injectNull(0.5),
                Payloads.count().injectNull(0.5),
                Payloads.instant().injectNull(0.5))
            .as(HistoryWish::new);
    return Combinators.combine(Payloads.text().injectNull(0.5), wish).as(MucJoin::new);
  }

  /** The address of the one who did it never stands in a list of a stranger. */
  @Test
  void anItemNamesWhatItIsToldAlone() {
    var item = MucItem.of(Affiliation.MEMBER, Role.PARTICIPANT).withJid(Jid.parse("a@b.example/c"));
    assertEquals(
        xml("<item xmlns='urn:x' affiliation='member' role='participant' jid='a@b.example/c'/>"),
        item.toElement("urn:x"));
    assertNull(item.withJid(null).jid());
  }
}
