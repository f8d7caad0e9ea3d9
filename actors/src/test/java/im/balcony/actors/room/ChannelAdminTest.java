package im.balcony.actors.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xml.XmlElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel is run by publishing to its nodes (XEP-0406), its logs in memory. */
class ChannelAdminTest {
  private static final String SERVICE = "conference.localhost";
  private static final String COVEN = "coven@" + SERVICE;
  private static final String PUBSUB = "http://jabber.org/protocol/pubsub";
  private static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient hecate = world.online("hecate@localhost/cave");
  private final TestClient hag = world.online("hag@localhost/heath");
  private int questions;

  @BeforeEach
  void create() {
    hecate.sends(
        "<iq type='set' id='new' to='%s'><create xmlns='urn:xmpp:mix:core:1' channel='coven'/></iq>"
            .formatted(SERVICE));
    hecate.receives("<iq type='result' id='new'/>");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private XmlElement asks(
      TestClient client, String type, String request, String answer, String inside) {
    var id = "q" + ++questions;
    client.sends(
        "<iq type='%s' id='%s' to='%s'><pubsub xmlns='%s'>%s</pubsub></iq>"
            .formatted(type, id, COVEN, PUBSUB, request));
    return client.receives("<iq type='%s' id='%s'>%s</iq>".formatted(answer, id, inside));
  }

  private static String publish(String node, String item) {
    return "<publish node='urn:xmpp:mix:nodes:%s'>%s</publish>".formatted(node, item);
  }

  private static String retract(String node, String id) {
    return "<retract node='urn:xmpp:mix:nodes:%s'><item id='%s'/></retract>".formatted(node, id);
  }

  private static String config(String var, String... values) {
    var field = new StringBuilder("<field var='" + var + "'>");
    for (var value : values) {
      field.append("<value>").append(value).append("</value>");
    }
    return publish(
        "config", "<item><x xmlns='jabber:x:data' type='submit'>" + field + "</field></x></item>");
  }

  private static String items(String node, String item) {
    return "<pubsub xmlns='%s'><items node='urn:xmpp:mix:nodes:%s'>%s</items></pubsub>"
        .formatted(PUBSUB, node, item);
  }

  private static String read(String node) {
    return "<items node='urn:xmpp:mix:nodes:%s'/>".formatted(node);
  }

  private static String field(String var, String value) {
    return "<item><x xmlns='jabber:x:data'><field var='%s'><value>%s</value></field></x></item>"
        .formatted(var, value);
  }

  private static String error(String condition) {
    return "<error><%s xmlns='%s'/></error>".formatted(condition, STANZAS);
  }

  private String dateOf(String node) {
    var item =
        asks(hecate, "get", read(node), "result", items(node, "<item/>"))
            .elements()
            .get(0)
            .elements()
            .get(0)
            .elements()
            .get(0);
    return String.valueOf(item.attribute("id"));
  }

  @Test
  void whatIsPublishedSurvivesTheLossOfTheRoomsNode() {
    asks(hecate, "set", config("Administrator", "hag@localhost"), "result", "");
    asks(hag, "set", publish("banned", "<item id='macbeth@localhost'/>"), "result", "");
    var date = dateOf("config");
    world.killRoom(COVEN);
    assertEquals(date, dateOf("config"));
    asks(
        hecate,
        "get",
        read("config"),
        "result",
        items("config", field("Administrator", "hag@localhost")));
    asks(hag, "get", read("banned"), "result", items("banned", "<item id='macbeth@localhost'/>"));
  }

  /** Section 2.4: sent again it says the same, and another change has another date. */
  @Test
  void aChangeIsNamedByItsTime() {
    var before = dateOf("config");
    asks(hecate, "set", config("Private Messages", "false"), "result", "");
    var after = dateOf("config");
    assertEquals(-1, Integer.signum(before.compareTo(after)), before + " " + after);
    assertEquals(after, dateOf("info"));
  }

  @Test
  void nothingIsDoneWhenPartOfItCannotBe() {
    asks(
        hecate,
        "set",
        publish(
            "config",
            "<item><x xmlns='jabber:x:data' type='submit'><field var='Private Messages'><value>false</value></field><field var='Owner'/></x></item>"),
        "error",
        error("not-acceptable"));
    asks(hecate, "set", config("Owner", "localhost"), "error", error("not-acceptable"));
    asks(hecate, "set", config("Nodes Present", "allowed"), "error", error("not-acceptable"));
    asks(
        hecate,
        "get",
        read("config"),
        "result",
        items("config", field("Private Messages", "true")));
  }

  /** Section 2.1: each right includes those of the roles below it. */
  @Test
  void everyRoleHasItsRights() {
    asks(hag, "set", config("Owner", "hag@localhost"), "error", error("forbidden"));
    asks(hag, "set", publish("banned", "<item id='a@b'/>"), "error", error("forbidden"));
    asks(hag, "set", retract("banned", "a@b"), "error", error("forbidden"));
    asks(hecate, "set", config("Administrator", "hag@localhost"), "result", "");
    asks(hag, "set", config("Owner", "hag@localhost"), "error", error("forbidden"));
    asks(hag, "get", read("config"), "error", error("forbidden"));
    asks(hag, "set", publish("banned", "<item id='a@b'/>"), "result", "");
    asks(
        hag,
        "set",
        publish("banned", "<item id='hecate@localhost'/>"),
        "error",
        error("not-allowed"));
    asks(hecate, "set", config("Owner", "hag@localhost"), "result", "");
    asks(hecate, "get", read("config"), "error", error("forbidden"));
    asks(hag, "get", read("config"), "result", items("config", field("Owner", "hag@localhost")));
  }

  /** Invariant I6. */
  @Test
  void listsAreBounded() {
    var max = PeopleWorld.ROOMS.affiliationsMax();
    for (var n = 1; n < max; n++) {
      asks(hecate, "set", publish("banned", "<item id='a%d@b'/>".formatted(n)), "result", "");
    }
    asks(
        hecate,
        "set",
        publish("banned", "<item id='more@b'/>"),
        "error",
        error("resource-constraint"));
    asks(hecate, "set", retract("banned", "a1@b"), "result", "");
    asks(hecate, "set", publish("banned", "<item id='more@b'/>"), "result", "");
  }
}
