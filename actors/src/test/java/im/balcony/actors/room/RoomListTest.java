package im.balcony.actors.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list of public rooms (XEP-0045 section 6.3) follows what their owners decide. */
class RoomListTest {
  private static final String SERVICE = "conference.localhost";
  private static final String MUC = "http://jabber.org/protocol/muc";
  private static final String SEARCH = "urn:xmpp:channel-search:0:search";
  private static final String RSM = "http://jabber.org/protocol/rsm";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private int questions;

  @AfterEach
  void close() {
    world.close();
  }

  private void open(String room, String fields) {
    romeo.sends("<presence to='%s@%s/R'><x xmlns='%s'/></presence>".formatted(room, SERVICE, MUC));
    romeo.receives("<presence from='%s@%s/R'/>".formatted(room, SERVICE));
    configure(room, fields);
    // a session is in so many rooms
    romeo.sends("<presence type='unavailable' to='%s@%s/R'/>".formatted(room, SERVICE));
    romeo.receives("<presence type='unavailable' from='%s@%s/R'/>".formatted(room, SERVICE));
  }

  private void configure(String room, String fields) {
    owner(room, "<x xmlns='jabber:x:data' type='submit'>%s</x>".formatted(fields));
  }

  private void owner(String room, String payload) {
    var id = "o" + ++questions;
    romeo.sends(
        "<iq type='set' id='%s' to='%s@%s'><query xmlns='%s#owner'>%s</query></iq>"
            .formatted(id, room, SERVICE, MUC, payload));
    romeo.receives("<iq type='result' id='%s'/>".formatted(id));
  }

  private static String field(String name, String value) {
    return "<field var='muc#roomconfig_%s'><value>%s</value></field>".formatted(name, value);
  }

  private static String listed(String title) {
    return field("publicroom", "1") + field("roomname", title);
  }

  private XmlElement ask(String set) {
    var id = "l" + ++questions;
    romeo.sends(
        "<iq type='get' id='%s' to='%s'><query xmlns='http://jabber.org/protocol/disco#items'>%s</query></iq>"
            .formatted(id, SERVICE, set));
    return romeo.receives("<iq type='result' id='%s'/>".formatted(id)).elements().get(0);
  }

  private static List<String> names(XmlElement list) {
    return list.children("item", "http://jabber.org/protocol/disco#items").stream()
        .map(item -> item.attribute("jid") + " " + item.attribute("name"))
        .map(text -> text.replace("@" + SERVICE, ""))
        .toList();
  }

  /** Of a room that was destroyed the list is told beside the answer to the owner. */
  private void awaitList(String... names) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertEquals(List.of(names), names(ask(""))));
  }

  @Test
  void aRoomIsListedAsItsOwnerDecides() {
    open("hidden", "");
    open("nave", listed("The Nave"));
    assertEquals(List.of("nave The Nave"), names(ask("")));
    configure("nave", field("roomname", "The Aisle"));
    assertEquals(List.of("nave The Aisle"), names(ask("")));
    configure("nave", field("publicroom", "0"));
    assertEquals(List.of(), names(ask("")));
  }

  @Test
  void aRoomThatEndsIsGoneFromTheListBeforeItsAddressIsFree() {
    open("nave", listed("The Nave"));
    awaitList("nave The Nave");
    owner("nave", "<destroy/>");
    awaitList();
    open("nave", "");
    assertEquals(List.of(), names(ask("")));
  }

  @Test
  void theListSurvivesItsNodeAndThoseOfItsRooms() {
    open("nave", listed("The Nave"));
    awaitList("nave The Nave");
    world.killDirectory(SERVICE);
    assertEquals(List.of("nave The Nave"), names(ask("")));
    world.killRoom("nave@" + SERVICE);
    configure("nave", field("roomname", "The Aisle"));
    awaitList("nave The Aisle");
  }

  /** Invariant I6: 3 rooms here, 2 in an answer. */
  @Test
  void theListAndItsPagesAreBounded() {
    for (var room : List.of("a", "b", "c")) {
      open(room, listed(room));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertEquals("3", count(ask(""))));
    open("d", listed("d"));
    assertEquals(List.of("a a", "b b"), names(ask("")));
    assertEquals(List.of("c c"), names(ask(set("<after>b@" + SERVICE + "</after>"))));
    assertEquals(List.of("b b", "c c"), names(ask(set("<before/>"))));
    assertEquals(List.of("a a"), names(ask(set("<max>1</max><before>b@" + SERVICE + "</before>"))));
    assertEquals("3", count(ask(set("<max>0</max>"))));
    configure("a", field("publicroom", "0"));
    awaitList("b b", "c c");
  }

  private XmlElement search(String fields) {
    var id = "s" + ++questions;
    romeo.sends(
        "<iq type='get' id='%s' to='%s'><search xmlns='%s'><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>urn:xmpp:channel-search:0:search-params</value></field>%s</x></search></iq>"
            .formatted(id, SERVICE, SEARCH, fields));
    return romeo.receives("<iq type='result' id='%s'/>".formatted(id)).elements().get(0);
  }

  private static List<String> found(XmlElement result) {
    return result.children("item", SEARCH).stream()
        .map(
            item ->
                String.valueOf(item.attribute("address")).replace("@" + SERVICE, "")
                    + item.child("nusers", SEARCH).map(XmlElement::text).orElse("")
                    + (item.child("is-open", SEARCH).isPresent() ? "" : " closed"))
        .toList();
  }

  /** XEP-0433: also by what the owner says of it, and told with how many are in. */
  @Test
  void aPublicRoomIsFoundByItsWordsAsItIsNow() {
    open("nave", listed("The Nave") + field("roomdesc", "Where ladders are hidden"));
    open("aisle", listed("The Aisle") + field("membersonly", "1"));
    open("crypt", field("roomname", "A ladder"));
    romeo.sends("<presence to='nave@%s/R'><x xmlns='%s'/></presence>".formatted(SERVICE, MUC));
    romeo.receives("<presence from='nave@%s/R'/>".formatted(SERVICE));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertEquals(
                    List.of("nave1"),
                    found(search("<field var='q'><value>LADDER</value></field>"))));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertEquals(
                    List.of("nave1", "aisle0 closed"),
                    found(search("<field var='all'><value>true</value></field>"))));
    world.killDirectory(SERVICE);
    assertEquals(
        List.of("nave"),
        found(search("<field var='q'><value>ladder</value></field>")).stream()
            .map(each -> each.replaceAll("[01]", ""))
            .toList());
    assertEquals(List.of(), found(search("<field var='q'><value>dogs</value></field>")));
  }

  private static String set(String wishes) {
    return "<set xmlns='%s'>%s</set>".formatted(RSM, wishes);
  }

  private static String count(XmlElement list) {
    return list.child("set", RSM)
        .flatMap(set -> set.child("count", RSM))
        .map(XmlElement::text)
        .orElse("");
  }
}
