package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.xep.caps.Caps;
import im.balcony.protocol.xep.disco.DiscoIdentity;
import im.balcony.protocol.xep.disco.DiscoInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bookmarks (XEP-0402) and avatars (XEP-0398) are the same in each of their forms. */
class PersonalDataTest {
  private static final String PUBSUB = "http://jabber.org/protocol/pubsub";
  private static final String BOOKMARKS = "urn:xmpp:bookmarks:1";
  private static final String DATA = "urn:xmpp:avatar:data";
  private static final String METADATA = "urn:xmpp:avatar:metadata";
  private static final String ABC_SHA1 = "a9993e364706816aba3e25717850c26c9cd0d89d";
  private static final String CARD =
      "<vCard xmlns='vcard-temp'><FN>Romeo</FN><PHOTO><TYPE>image/png</TYPE>"
          + "<BINVAL>YWJj</BINVAL></PHOTO></vCard>";
  private static final String NO_PICTURE = "<vCard xmlns='vcard-temp'><FN>Romeo</FN></vCard>";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private int requests;

  @BeforeEach
  void romeoWantsToHear() {
    var info =
        DiscoInfo.of(
            List.of(DiscoIdentity.of("client", "phone", "Test")),
            List.of(BOOKMARKS + "+notify", METADATA + "+notify"));
    romeo.sends("<presence>" + Caps.of("urn:c", info).toElement().toXml() + "</presence>");
    var question = romeo.receives("<iq type='get' from='romeo@localhost'/>");
    romeo.sends(
        "<iq type='result' to='romeo@localhost' id='%s'>%s</iq>"
            .formatted(question.attribute("id"), info.toElement().toXml()));
    romeo.settles();
    romeo.quiet();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void done(String payload) {
    var id = "r" + ++requests;
    romeo.sends("<iq type='set' id='%s'>%s</iq>".formatted(id, payload));
    romeo.receives("<iq type='result' id='" + id + "'/>");
  }

  private void answers(TestClient client, String request, String result) {
    var id = "r" + ++requests;
    client.sends("<iq type='get' id='%s'%s</iq>".formatted(id, request));
    client.receives("<iq type='result' id='%s'>%s</iq>".formatted(id, result));
  }

  private static String publish(String node, String id, String payload) {
    return "<pubsub xmlns='%s'><publish node='%s'><item id='%s'>%s</item></publish></pubsub>"
        .formatted(PUBSUB, node, id, payload);
  }

  private static String open(String node, String id, String payload) {
    return publish(node, id, payload)
        .replace(
            "</publish>",
            ("</publish><publish-options><x xmlns='jabber:x:data' type='submit'>"
                    + "<field var='FORM_TYPE' type='hidden'><value>%s#publish-options</value>"
                    + "</field><field var='pubsub#access_model'><value>open</value></field></x>"
                    + "</publish-options>")
                .formatted(PUBSUB));
  }

  private static String items(String node, String content) {
    return "<pubsub xmlns='%s'><items node='%s'>%s</items></pubsub>"
        .formatted(PUBSUB, node, content);
  }

  private static String storage(String content) {
    return "<query xmlns='jabber:iq:private'><storage xmlns='storage:bookmarks'>"
        + content
        + "</storage></query>";
  }

  private static String notice(String content) {
    return "<message type='headline' from='romeo@localhost'><event xmlns='%s#event'>%s</event></message>"
        .formatted(PUBSUB, content);
  }

  private static String bookmark(String name) {
    return "<conference xmlns='" + BOOKMARKS + "' name='" + name + "' autojoin='true'/>";
  }

  @Test
  void aBookmarkIsSeenByClientsOfTheOlderForm() {
    done(publish(BOOKMARKS, "room@a.example", bookmark("Room")));
    romeo.receives(
        notice("<items node='%s'><item id='room@a.example'/></items>".formatted(BOOKMARKS)));
    answers(
        romeo,
        ">" + storage(""),
        storage("<conference jid='room@a.example' name='Room' autojoin='true'/>"));
    done(
        "<pubsub xmlns='%s'><retract node='%s'><item id='room@a.example'/></retract></pubsub>"
            .formatted(PUBSUB, BOOKMARKS));
    var id = "last";
    romeo.sends("<iq type='get' id='last'>" + storage("") + "</iq>");
    var answer = romeo.receives("<iq type='result' id='" + id + "'/>");
    assertEquals(0, answer.elements().get(0).elements().get(0).elements().size());
  }

  @Test
  void theOlderFormIsTakenApartAndToldItemByItem() {
    done(
        storage(
            "<url url='https://a.example'/><conference jid='one@a.example' name='1'/>"
                + "<conference jid='two@a.example' name='2'><nick>Romeo</nick></conference>"));
    romeo.receives(
        notice("<items node='%s'><item id='one@a.example'/></items>".formatted(BOOKMARKS)));
    romeo.receives(
        notice(
            ("<items node='%s'><item id='two@a.example'><conference xmlns='%s' name='2'>"
                    + "<nick>Romeo</nick></conference></item></items>")
                .formatted(BOOKMARKS, BOOKMARKS)));
    done(
        storage(
            "<url url='https://a.example'/>"
                + "<conference jid='two@a.example' name='2'><nick>Romeo</nick></conference>"));
    romeo.receives(
        notice("<items node='%s'><retract id='one@a.example'/></items>".formatted(BOOKMARKS)));
    romeo.receivesNo("<message/>");
    answers(
        romeo,
        ">" + storage(""),
        storage("<url url='https://a.example'/><conference jid='two@a.example' name='2'/>"));
  }

  @Test
  void bookmarksOfATimeWithoutNodesAreItemsAsSoonAsTheAccountIsOpened() {
    keptBefore("juliet@localhost", "<url url='https://a.example'/><conference jid='a@r.example'/>");

    var juliet = world.online("juliet@localhost/balcony");

    answers(juliet, ">" + items(BOOKMARKS, ""), items(BOOKMARKS, "<item id='a@r.example'/>"));
    answers(
        juliet,
        ">" + storage(""),
        storage("<url url='https://a.example'/><conference jid='a@r.example'/>"));
  }

  @Test
  void aBookmarkThatMovedToTheNodeAndWasTakenOutDoesNotComeBack() {
    keptBefore("juliet@localhost", "<conference jid='a@r.example'/>");
    var juliet = world.online("juliet@localhost/balcony");
    juliet.sends(
        "<iq type='set' id='t'><pubsub xmlns='%s'><retract node='%s'><item id='a@r.example'/></retract></pubsub></iq>"
            .formatted(PUBSUB, BOOKMARKS));
    juliet.receives("<iq type='result' id='t'/>");
    juliet.settles();
    juliet.vanishes();

    world.killUser("juliet@localhost");

    var again = world.online("juliet@localhost/balcony");
    again.sends("<iq type='get' id='s'>" + storage("") + "</iq>");
    var answer = again.receives("<iq type='result' id='s'/>");
    assertEquals(0, answer.elements().get(0).elements().get(0).elements().size());
  }

  @Test
  void bookmarksThatDoNotFitIntoANodeStayWhereTheyAre() {
    var rooms = new StringBuilder();
    for (var n = 0; n <= PeopleWorld.PUBSUB.itemsMax(); n++) {
      rooms.append("<conference jid='r").append(n).append("@a.example'/>");
    }
    keptBefore("juliet@localhost", rooms.toString());

    var juliet = world.online("juliet@localhost/balcony");

    answers(juliet, ">" + storage(""), storage(rooms.toString()));
  }

  private void keptBefore(String bareJid, String content) {
    world.account(bareJid);
    world.killUser(bareJid);
    var xml = "<storage xmlns='storage:bookmarks'>" + content + "</storage>";
    world.write(
        bareJid,
        new AccountEvent.PrivateXmlStored(
            "storage", "storage:bookmarks", xml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void bookmarksAreForTheirOwnerThoughTheClientDidNotSayIt() {
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    done(publish(BOOKMARKS, "room@a.example", bookmark("Room")));
    juliet.sends("<iq type='get' id='i' to='romeo@localhost'>" + items(BOOKMARKS, "") + "</iq>");
    juliet.receives("<iq type='error' id='i'/>");
  }

  @Test
  void moreRoomsThanItemsAreRefusedAndNothingIsKept() {
    var rooms = new StringBuilder();
    for (var n = 0; n <= PeopleWorld.PUBSUB.itemsMax(); n++) {
      rooms.append("<conference jid='r").append(n).append("@a.example'/>");
    }
    romeo.sends("<iq type='set' id='s'>" + storage(rooms.toString()) + "</iq>");
    romeo.receives("<iq type='error' id='s'><error type='wait'/></iq>");
    romeo.receivesNo("<message/>");
  }

  private void pictureAtNodes() {
    done(open(DATA, ABC_SHA1, "<data xmlns='" + DATA + "'>YWJj</data>"));
    done(
        open(
            METADATA,
            ABC_SHA1,
            "<metadata xmlns='%s'><info id='%s' bytes='3' type='image/png'/></metadata>"
                .formatted(METADATA, ABC_SHA1)));
  }

  @Test
  void aPictureAtTheNodeIsInTheCardAndInPresence() {
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    done(NO_PICTURE);
    pictureAtNodes();
    answers(juliet, " to='romeo@localhost'><vCard xmlns='vcard-temp'/>", CARD);
    var told = "<x xmlns='vcard-temp:x:update'><photo>" + ABC_SHA1 + "</photo></x>";
    juliet.receives("<presence from='romeo@localhost/phone'>" + told + "</presence>");
    romeo.sends("<presence><show>away</show></presence>");
    juliet.receives(
        "<presence from='romeo@localhost/phone'><show>away</show>" + told + "</presence>");
    romeo.sends("<presence><x xmlns='vcard-temp:x:update'><photo/></x><show>dnd</show></presence>");
    var silent =
        juliet.receives("<presence from='romeo@localhost/phone'><show>dnd</show></presence>");
    assertEquals(
        "",
        silent
            .child("x", "vcard-temp:x:update")
            .flatMap(x -> x.child("photo", "vcard-temp:x:update"))
            .orElseThrow()
            .text());
    done(publish(METADATA, "none", "<metadata xmlns='" + METADATA + "'/>"));
    var id = "card";
    juliet.sends("<iq type='get' id='card' to='romeo@localhost'><vCard xmlns='vcard-temp'/></iq>");
    var card = juliet.receives("<iq type='result' id='" + id + "'/>").elements().get(0);
    assertEquals(0, card.children("PHOTO", "vcard-temp").size());
  }

  @Test
  void aPictureInTheCardIsAtTheNodesOnce() {
    done(CARD);
    romeo.receives(
        notice(
            "<items node='%s'><item id='%s'><metadata xmlns='%s'><info id='%s' bytes='3' type='image/png'/></metadata></item></items>"
                .formatted(METADATA, ABC_SHA1, METADATA, ABC_SHA1)));
    var juliet = world.online("juliet@localhost/balcony");
    answers(
        juliet,
        " to='romeo@localhost'>" + items(DATA, ""),
        items(DATA, "<item id='" + ABC_SHA1 + "'><data xmlns='" + DATA + "'>YWJj</data></item>"));
    done(CARD);
    romeo.receivesNo("<message/>");
    done(NO_PICTURE);
    romeo.receives(
        notice(
            "<items node='%s'><item><metadata xmlns='%s'/></item></items>"
                .formatted(METADATA, METADATA)));
  }

  @Test
  void thatAPictureIsGoneIsToldAndTheNextOneAgain() {
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    var told =
        "<presence><x xmlns='vcard-temp:x:update'><photo>" + ABC_SHA1 + "</photo></x></presence>";
    done(CARD);
    juliet.receives(told);
    done(NO_PICTURE);
    var none = juliet.receives("<presence><x xmlns='vcard-temp:x:update'><photo/></x></presence>");
    assertEquals(1, none.children("x", "vcard-temp:x:update").size());
    done(CARD);
    juliet.receives(told);
  }

  @Test
  void aPictureThatIsTakenOutOfItsNodesLeavesTheCard() {
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    done(NO_PICTURE);
    for (var request :
        List.of(
            retract(METADATA),
            retract(DATA),
            owner("<purge node='" + METADATA + "'/>"),
            owner("<delete node='" + DATA + "'/>"))) {
      pictureAtNodes();
      answers(romeo, "><vCard xmlns='vcard-temp'/>", CARD);
      juliet.quiet();

      done(request);

      juliet.receives("<presence><x xmlns='vcard-temp:x:update'><photo/></x></presence>");
      noPictureInTheCard();
    }
  }

  @Test
  void aPictureOfTheCardAloneStaysWhenAnotherIsTakenOutOfTheNode() {
    done(CARD);
    done(
        open(
            METADATA,
            "other",
            "<metadata xmlns='%s'><info id='%s' bytes='3' type='image/png'/></metadata>"
                .formatted(METADATA, "0".repeat(40))));

    done(retract(METADATA).replace(ABC_SHA1, "other"));

    answers(romeo, "><vCard xmlns='vcard-temp'/>", CARD);
  }

  private static String retract(String node) {
    return "<pubsub xmlns='%s'><retract node='%s'><item id='%s'/></retract></pubsub>"
        .formatted(PUBSUB, node, ABC_SHA1);
  }

  private static String owner(String content) {
    return "<pubsub xmlns='%s#owner'>%s</pubsub>".formatted(PUBSUB, content);
  }

  @Test
  void aPictureThatIsNotWhatItsHashSaysStaysOutOfTheCard() {
    done(NO_PICTURE);
    var wrong = "0".repeat(40);
    done(open(DATA, wrong, "<data xmlns='" + DATA + "'>YWJj</data>"));
    done(
        open(
            METADATA,
            wrong,
            "<metadata xmlns='%s'><info id='%s' bytes='3' type='image/png'/></metadata>"
                .formatted(METADATA, wrong)));
    noPictureInTheCard();
  }

  @Test
  void aPictureForContactsStaysOutOfTheCardThatEverybodyReads() {
    done(NO_PICTURE);
    done(publish(DATA, ABC_SHA1, "<data xmlns='" + DATA + "'>YWJj</data>"));
    done(
        publish(
            METADATA,
            ABC_SHA1,
            "<metadata xmlns='%s'><info id='%s' bytes='3' type='image/png'/></metadata>"
                .formatted(METADATA, ABC_SHA1)));
    noPictureInTheCard();
  }

  private void noPictureInTheCard() {
    romeo.sends("<iq type='get' id='card'><vCard xmlns='vcard-temp'/></iq>");
    var card = romeo.receives("<iq type='result' id='card'/>").elements().get(0);
    assertEquals(0, card.children("PHOTO", "vcard-temp").size());
  }

  @Test
  void keysOfDevicesAreForEverybody() {
    var juliet = world.online("juliet@localhost/balcony");
    for (var node :
        List.of("eu.siacs.conversations.axolotl.devicelist", "urn:xmpp:omemo:2:bundles")) {
      done(publish(node, "current", "<list xmlns='urn:example:omemo'/>"));
      answers(
          juliet, " to='romeo@localhost'>" + items(node, ""), items(node, "<item id='current'/>"));
    }
  }
}
