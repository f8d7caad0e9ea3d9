package im.balcony.actors.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.mix.InvitationToken;
import im.balcony.protocol.xep.mix.MixInvitation;
import im.balcony.protocol.xep.mix.MixMisc;
import im.balcony.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invitations, nicknames and the picture of a channel (XEP-0407), its logs in memory. */
class ChannelMiscTest {
  private static final String SERVICE = "conference.localhost";
  private static final String COVEN = "coven@" + SERVICE;
  private static final String CORE = "urn:xmpp:mix:core:1";
  private static final String MISC = "urn:xmpp:mix:misc:0";
  private static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";
  private static final String JOIN =
      "<client-join xmlns='urn:xmpp:mix:pam:2' channel='%s'><join xmlns='%s'><nick>%s</nick>%s</join></client-join>";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient hag = world.online("hag@localhost/heath");
  private final TestClient cat = world.online("cat@localhost/mat");
  private int questions;

  @BeforeEach
  void create() {
    asks(hag, "set", SERVICE, "<create xmlns='%s' channel='coven'/>".formatted(CORE), "result", "");
    asks(
        hag,
        "set",
        COVEN,
        "<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'><field var='muc#roomconfig_membersonly'><value>1</value></field></x></query>",
        "result",
        "");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private XmlElement asks(
      TestClient client, String type, String to, String request, String answer, String inside) {
    var id = "q" + ++questions;
    client.sends(
        "<iq type='%s' id='%s' %s>%s</iq>"
            .formatted(type, id, to.isEmpty() ? "" : "to='" + to + "'", request));
    return client.receives("<iq type='%s' id='%s'>%s</iq>".formatted(answer, id, inside));
  }

  private static String error(String condition) {
    return "<error><%s xmlns='%s'/></error>".formatted(condition, STANZAS);
  }

  private String invitation() {
    return asks(
            hag,
            "get",
            COVEN,
            "<invite xmlns='%s'><invitee>cat@localhost</invitee></invite>".formatted(MISC),
            "result",
            "<invite xmlns='%s'><invitation><inviter>hag@localhost</inviter></invitation></invite>"
                .formatted(MISC))
        .elements()
        .get(0)
        .elements()
        .get(0)
        .toXml(CORE);
  }

  private void joins(String nick, String invitation) {
    asks(cat, "set", "", JOIN.formatted(COVEN, CORE, nick, invitation), "result", "");
  }

  private void mayNotJoin(String nick, String invitation, String condition) {
    asks(cat, "set", "", JOIN.formatted(COVEN, CORE, nick, invitation), "error", error(condition));
  }

  private void affiliation(String account, String affiliation) {
    asks(
        hag,
        "set",
        COVEN,
        "<query xmlns='http://jabber.org/protocol/muc#admin'><item jid='%s' affiliation='%s'/></query>"
            .formatted(account, affiliation),
        "result",
        "");
  }

  @Test
  void anInvitationOutlivesTheRoomsNode() {
    var invitation = invitation();
    mayNotJoin("cat", "", "registration-required");
    world.killRoom(COVEN);
    joins("cat", invitation);
    // asked again, as after the loss of an answer
    joins("cat", invitation);
  }

  @Test
  void anInvitationIsOfNoUseToWhoWasSentAwaySince() {
    var invitation = invitation();
    joins("cat", invitation);
    affiliation("cat@localhost", "none");
    mayNotJoin("cat", invitation, "registration-required");
    joins("cat", invitation());
  }

  @Test
  void anInvitationLetsNobodyInWhoWasBanned() {
    var invitation = invitation();
    affiliation("cat@localhost", "outcast");
    mayNotJoin("cat", invitation, "forbidden");
  }

  @Test
  void anInvitationIsGoodForABoundedTime() {
    var max = PeopleWorld.ROOMS.invitationMax();
    mayNotJoin("cat", given(max.plusMinutes(1)), "registration-required");
    joins("cat", given(max.minusMinutes(1)));
  }

  /** As the channel gave it before so long: its secret is known here. */
  private static String given(Duration before) {
    var hag = Jid.parse("hag@localhost");
    var cat = Jid.parse("cat@localhost");
    var at = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now().minus(before));
    var token = InvitationToken.of(new byte[32], hag, cat, at);
    return MixMisc.invited(new MixInvitation(hag, cat, Jid.parse(COVEN), token))
        .elements()
        .get(0)
        .toXml(CORE);
  }

  @Test
  void anInvitationEndsWithTheRightOfWhoAskedForIt() {
    affiliation("cat@localhost", "admin");
    var byCat =
        asks(
                cat,
                "get",
                COVEN,
                "<invite xmlns='%s'><invitee>cat@localhost</invitee></invite>".formatted(MISC),
                "result",
                "")
            .elements()
            .get(0)
            .elements()
            .get(0)
            .toXml(CORE);
    affiliation("cat@localhost", "none");
    mayNotJoin("cat", byCat, "registration-required");
    asks(
        cat,
        "get",
        COVEN,
        "<invite xmlns='%s'><invitee>a@b</invitee></invite>".formatted(MISC),
        "error",
        error("forbidden"));
  }

  /** It would be a part of an address. */
  @Test
  void aNicknameMustBeOne() {
    affiliation("cat@localhost", "member");
    mayNotJoin(" cat", "", "not-acceptable");
    mayNotJoin("c\tat", "", "not-acceptable");
    joins("cat", "");
    var register = "<register xmlns='%s'><nick>%s</nick></register>";
    asks(cat, "set", COVEN, register.formatted(MISC, "c\tat"), "error", error("not-acceptable"));
    asks(
        cat,
        "set",
        COVEN,
        register.formatted(MISC, "tom"),
        "result",
        register.formatted(MISC, "tom"));
    world.killRoom(COVEN);
    asks(hag, "set", COVEN, register.formatted(MISC, "tom"), "error", error("conflict"));
  }

  @Test
  void aPictureThatIsPublishedIsTheRooms() {
    var id = "a9993e364706816aba3e25717850c26c9cd0d89d";
    var data =
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:xmpp:avatar:data'><item id='%s'><data xmlns='urn:xmpp:avatar:data'>%s</data></item></publish></pubsub>";
    asks(cat, "set", COVEN, data.formatted(id, "YWJj"), "error", error("forbidden"));
    asks(hag, "set", COVEN, data.formatted("x", "YWJj"), "error", error("bad-request"));
    asks(hag, "set", COVEN, data.formatted(id, "%"), "error", error("bad-request"));
    var large = "YWJj".repeat(PeopleWorld.ROOMS.cardBytesMax() / 4);
    var largeData = data.replace(" id='%s'", "").formatted(large);
    asks(hag, "set", COVEN, largeData, "error", error("not-acceptable"));
    asks(hag, "set", COVEN, data.formatted(id, "YWJj"), "result", "");
    world.killRoom(COVEN);
    var card =
        asks(
            hag,
            "get",
            COVEN,
            "<vCard xmlns='vcard-temp'/>",
            "result",
            "<vCard xmlns='vcard-temp'><PHOTO/></vCard>");
    assertEquals(true, card.toXml().contains("YWJj"), card::toXml);
  }
}
