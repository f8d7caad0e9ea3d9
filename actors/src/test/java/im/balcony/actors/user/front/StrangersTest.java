package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.actors.world.UserSettingsBuilder;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A deployment without rosters: who has no subscription may ask who somebody is and what they can
 * do, where the operator says so, and nothing besides.
 */
class StrangersTest {
  private static final String PUBSUB = "http://jabber.org/protocol/pubsub";
  private static final String DATA = "urn:xmpp:avatar:data";
  private static final String METADATA = "urn:xmpp:avatar:metadata";
  private static final String VCARD4 = "urn:xmpp:vcard4";
  private static final String MOOD = "http://jabber.org/protocol/mood";
  private static final String ABC_SHA1 = "a9993e364706816aba3e25717850c26c9cd0d89d";
  private static final String INFO = "<query xmlns='http://jabber.org/protocol/disco#info'/>";
  private static final String NODES = "<query xmlns='http://jabber.org/protocol/disco#items'/>";
  private static final String CARD = "<vCard xmlns='vcard-temp'/>";
  private static final String IN_CARD =
      "<vCard xmlns='vcard-temp'><PHOTO><TYPE>image/png</TYPE><BINVAL>YWJj</BINVAL></PHOTO></vCard>";

  private PeopleWorld world =
      new PeopleWorld(new UserSettingsBuilder().requestsFromStrangers().build());
  private TestClient romeo = world.online("romeo@localhost/phone");
  private TestClient juliet = world.online("juliet@localhost/balcony");
  private int requests;

  @AfterEach
  void close() {
    world.close();
  }

  private void closed() {
    world.close();
    world = new PeopleWorld();
    romeo = world.online("romeo@localhost/phone");
    juliet = world.online("juliet@localhost/balcony");
  }

  // ---- what an admitted stranger may ask

  @Test
  void whatAnAccountCanDoIsToldToStrangers() {
    var info =
        answered(
            INFO,
            "<query xmlns='http://jabber.org/protocol/disco#info'>"
                + "<identity category='account' type='registered'/>"
                + "<feature var='http://jabber.org/protocol/disco#info'/></query>");

    assertEquals(
        asks(romeo, INFO).elements(), info.elements(), "no more and no less than its owner hears");
  }

  @Test
  void aClientAnswersStrangersItself() {
    juliet.sends("<iq type='get' id='caps' to='romeo@localhost/phone'>" + INFO + "</iq>");

    romeo.receives("<iq type='get' id='caps' from='juliet@localhost/balcony'>" + INFO + "</iq>");
  }

  @Test
  void theirPictureIsReadableInEachForm() {
    picture("");

    answered(
        items(METADATA),
        items(METADATA, "<metadata xmlns='" + METADATA + "'><info bytes='3'/></metadata>"));
    answered(items(DATA), items(DATA, "<data xmlns='" + DATA + "'>YWJj</data>"));
    answered(CARD, IN_CARD);
  }

  @Test
  void aPictureThatIsNoMoreIsNotInTheCard() {
    picture("");
    publish(METADATA, "none", "<metadata xmlns='" + METADATA + "'/>", "");

    assertEquals(List.of(), answered(CARD, CARD).elements());
  }

  @Test
  void aCardThatItsOwnerKeepsForContactsIsReadable() {
    publish(VCARD4, "current", "<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'/>", "presence");

    answered(items(VCARD4), items(VCARD4, "<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'/>"));
  }

  @Test
  void onlyTheNodesThatTheyMayReadAreNamed() {
    picture("");
    publish(MOOD, "current", "<mood xmlns='" + MOOD + "'/>", "");

    var named =
        answered(NODES, NODES).elements().stream().map(item -> item.attribute("node")).toList();

    assertEquals(List.of(DATA, METADATA), named);
  }

  // ---- what they may not

  @Test
  void whatIsForContactsBesidesStaysForContacts() {
    publish(MOOD, "current", "<mood xmlns='" + MOOD + "'/>", "");

    refused(items(MOOD), "not-authorized");
    refused("<query xmlns='jabber:iq:last'/>", "forbidden");
    refused("<ping xmlns='urn:xmpp:ping'/>", "service-unavailable");
    refused("<query xmlns='jabber:iq:roster'/>", "forbidden");
  }

  @ParameterizedTest
  @CsvSource({"whitelist, not-allowed", "roster, not-authorized"})
  void whatTheirOwnerKeepsForSomeIsForThem(String model, String condition) {
    picture(model);

    refused(items(METADATA), condition);
    refused(items(DATA), condition);
    assertEquals(List.of(), answered(CARD, CARD).elements(), "not by the card either");
  }

  @Test
  void anOutcastStaysOutside() {
    picture("");
    for (var node : List.of(METADATA, DATA)) {
      var affiliation = "<affiliation jid='juliet@localhost' affiliation='outcast'/>";
      done(
          "<pubsub xmlns='%s#owner'><affiliations node='%s'>%s</affiliations></pubsub>"
              .formatted(PUBSUB, node, affiliation));
    }

    refused(items(METADATA), "forbidden");
    refused(items(DATA), "forbidden");
    assertEquals(List.of(), answered(CARD, CARD).elements());
  }

  @Test
  void readingOnceIsNoSubscription() {
    picture("");
    var subscribe =
        "<pubsub xmlns='%s'><subscribe node='%s' jid='juliet@localhost'/></pubsub>"
            .formatted(PUBSUB, METADATA);

    juliet.sends("<iq type='set' id='s' to='romeo@localhost'>" + subscribe + "</iq>");

    juliet.receives("<iq type='error' id='s'/>");
  }

  @Test
  void whoIsBlockedIsNoStrangerButNobody() {
    picture("");
    done("<block xmlns='urn:xmpp:blocking'><item jid='juliet@localhost'/></block>");

    for (var request : List.of(INFO, NODES, CARD, items(METADATA), items(DATA))) {
      refused(request, "service-unavailable");
    }
    juliet.sends("<iq type='get' id='caps' to='romeo@localhost/phone'>" + INFO + "</iq>");
    juliet.receives("<iq type='error' id='caps'><error type='cancel'/></iq>");
    romeo.receivesNo("<iq id='caps'/>");
  }

  @Test
  void anOwnersCardIsAsItWasSet() {
    picture("");

    var card = asks(romeo, CARD);

    assertEquals(List.of(), card.elements());
  }

  // ---- where the operator says nothing

  @ParameterizedTest
  @ValueSource(strings = {INFO, NODES})
  void byDefaultAnAccountTellsStrangersNothing(String request) {
    closed();

    refused(request, "service-unavailable");
  }

  @Test
  void byDefaultPicturesAreForContacts() {
    closed();
    picture("");

    refused(items(METADATA), "not-authorized");
    refused(items(DATA), "not-authorized");
    assertEquals(List.of(), answered(CARD, CARD).elements());
  }

  // ----

  /**
   * @param model of access, empty for what the server makes of a publication that names none
   */
  private void picture(String model) {
    publish(DATA, ABC_SHA1, "<data xmlns='" + DATA + "'>YWJj</data>", model);
    var info = "<info id='%s' bytes='3' type='image/png'/>".formatted(ABC_SHA1);
    publish(
        METADATA, ABC_SHA1, "<metadata xmlns='" + METADATA + "'>" + info + "</metadata>", model);
  }

  private void publish(String node, String id, String payload, String model) {
    var options =
        ("<publish-options><x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE' type='hidden'><value>%s#publish-options</value></field>"
                + "<field var='pubsub#access_model'><value>%s</value></field></x></publish-options>")
            .formatted(PUBSUB, model);
    done(
        "<pubsub xmlns='%s'><publish node='%s'><item id='%s'>%s</item></publish>%s</pubsub>"
            .formatted(PUBSUB, node, id, payload, model.isEmpty() ? "" : options));
  }

  private static String items(String node) {
    return "<pubsub xmlns='%s'><items node='%s'/></pubsub>".formatted(PUBSUB, node);
  }

  private static String items(String node, String payload) {
    return "<pubsub xmlns='%s'><items node='%s'><item>%s</item></items></pubsub>"
        .formatted(PUBSUB, node, payload);
  }

  private void done(String payload) {
    var id = "r" + ++requests;
    romeo.sends("<iq type='set' id='%s'>%s</iq>".formatted(id, payload));
    romeo.receives("<iq type='result' id='" + id + "'/>");
  }

  private XmlElement asks(TestClient client, String payload) {
    var id = "r" + ++requests;
    client.sends("<iq type='get' id='%s' to='romeo@localhost'>%s</iq>".formatted(id, payload));
    return client.receives("<iq type='result' id='" + id + "'/>").elements().get(0);
  }

  private XmlElement answered(String payload, String result) {
    var id = "r" + ++requests;
    juliet.sends("<iq type='get' id='%s' to='romeo@localhost'>%s</iq>".formatted(id, payload));
    return juliet
        .receives("<iq type='result' id='%s'>%s</iq>".formatted(id, result))
        .elements()
        .get(0);
  }

  private void refused(String payload, String condition) {
    var id = "r" + ++requests;
    juliet.sends("<iq type='get' id='%s' to='romeo@localhost'>%s</iq>".formatted(id, payload));
    juliet.receives(
        "<iq type='error' id='%s'><error><%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"
            .formatted(id, condition));
  }
}
