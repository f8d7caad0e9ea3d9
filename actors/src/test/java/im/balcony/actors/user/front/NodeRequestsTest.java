package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * XEP-0060 as far as XEP-0163 needs it: what the owner and others may ask of an account's nodes.
 */
class NodeRequestsTest {
  private static final String PUBSUB = "http://jabber.org/protocol/pubsub";
  private static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";
  private static final String MOOD = "<mood xmlns='urn:mood'/>";

  private final PeopleWorld world = new PeopleWorld();
  private int requests;

  @AfterEach
  void close() {
    world.close();
  }

  private String ask(TestClient client, String type, String to, String content) {
    var id = "r" + ++requests;
    client.sends("<iq type='%s' id='%s'%s>%s</iq>".formatted(type, id, to, content));
    return id;
  }

  private String set(TestClient client, String content) {
    return ask(client, "set", "", "<pubsub xmlns='" + PUBSUB + "'>" + content + "</pubsub>");
  }

  private String own(TestClient client, String type, String content) {
    return ask(client, type, "", "<pubsub xmlns='" + PUBSUB + "#owner'>" + content + "</pubsub>");
  }

  private void done(TestClient client, String id) {
    client.receives("<iq type='result' id='" + id + "'/>");
  }

  private void refused(TestClient client, String id, String condition, String own) {
    client.receives(
        "<iq type='error' id='%s'><error><%s xmlns='%s'/><%s xmlns='%s#errors'/></error></iq>"
            .formatted(id, condition, STANZAS, own, PUBSUB));
  }

  private void refused(TestClient client, String id, String condition) {
    client.receives(
        "<iq type='error' id='%s'><error><%s xmlns='%s'/></error></iq>"
            .formatted(id, condition, STANZAS));
  }

  private static String form(String type, String var, String value) {
    return "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'>"
        + "<value>%s#%s</value></field><field var='pubsub#%s'><value>%s</value></field></x>"
            .formatted(PUBSUB, type, var, value);
  }

  private static String publish(String node, String id, String payload) {
    return "<publish node='%s'><item id='%s'>%s</item></publish>".formatted(node, id, payload);
  }

  private static String options(String var, String value) {
    return "<publish-options>" + form("publish-options", var, value) + "</publish-options>";
  }

  private static String configure(String node, String var, String value) {
    return "<configure node='%s'>%s</configure>".formatted(node, form("node_config", var, value));
  }

  private List<String> itemIds(TestClient client, String to, String items) {
    var id = ask(client, "get", to, "<pubsub xmlns='" + PUBSUB + "'>" + items + "</pubsub>");
    var answer = client.receives("<iq type='result' id='" + id + "'/>");
    return answer.elements().get(0).elements().get(0).elements().stream()
        .map(item -> String.valueOf(item.attribute("id")))
        .toList();
  }

  @Test
  void aNodeIsThereWithTheFirstItemAndKeepsOne() {
    var romeo = world.connect("romeo@localhost/phone");
    var first = set(romeo, publish("urn:mood", "a", MOOD));
    romeo.receives(
        "<iq type='result' id='%s'><pubsub xmlns='%s'><publish node='urn:mood'><item id='a'/></publish></pubsub></iq>"
            .formatted(first, PUBSUB));
    done(romeo, set(romeo, publish("urn:mood", "b", MOOD)));
    assertEquals(List.of("b"), itemIds(romeo, "", "<items node='urn:mood'/>"));
    var named = set(romeo, "<publish node='urn:mood'><item>" + MOOD + "</item></publish>");
    done(romeo, named);
    assertEquals(1, itemIds(romeo, "", "<items node='urn:mood'/>").size());
  }

  @Test
  void aPublisherGetsTheNodeItAsksForOrIsRefused() {
    var romeo = world.connect("romeo@localhost/phone");
    done(romeo, set(romeo, publish("n", "a", MOOD) + options("access_model", "whitelist")));
    done(romeo, set(romeo, publish("n", "b", MOOD) + options("access_model", "whitelist")));
    refused(
        romeo,
        set(romeo, publish("n", "c", MOOD) + options("access_model", "open")),
        "conflict",
        "precondition-not-met");
    refused(
        romeo,
        set(romeo, publish("n", "c", MOOD) + options("no_such_option", "1")),
        "conflict",
        "precondition-not-met");
    refused(
        romeo,
        set(romeo, publish("new", "c", MOOD) + options("max_items", "5")),
        "conflict",
        "precondition-not-met");
    assertEquals(List.of("b"), itemIds(romeo, "", "<items node='n'/>"));
    refused(
        romeo,
        ask(romeo, "get", "", "<pubsub xmlns='" + PUBSUB + "'><items node='new'/></pubsub>"),
        "item-not-found");
  }

  @Test
  void asManyItemsAreKeptAsTheNodeOrTheServerAllows() {
    var romeo = world.connect("romeo@localhost/phone");
    done(romeo, set(romeo, publish("n", "0", MOOD) + options("max_items", "max")));
    for (var n = 1; n <= 5; n++) {
      done(romeo, set(romeo, publish("n", "" + n, MOOD)));
    }
    assertEquals(List.of("2", "3", "4", "5"), itemIds(romeo, "", "<items node='n'/>"));
    assertEquals(List.of("4", "5"), itemIds(romeo, "", "<items node='n' max_items='2'/>"));
    assertEquals(
        List.of("3"),
        itemIds(romeo, "", "<items node='n'><item id='3'/><item id='gone'/></items>"));
    done(romeo, own(romeo, "set", configure("n", "max_items", "2")));
    assertEquals(List.of("4", "5"), itemIds(romeo, "", "<items node='n'/>"));
    refused(romeo, own(romeo, "set", configure("n", "max_items", "5")), "not-acceptable");
  }

  @Test
  void whatAnAccountMayKeepIsBounded() {
    var romeo = world.connect("romeo@localhost/phone");
    var large = "<m xmlns='urn:m'>" + "x".repeat(PeopleWorld.PUBSUB.itemBytesMax()) + "</m>";
    refused(romeo, set(romeo, publish("n", "a", large)), "not-acceptable", "payload-too-big");
    refused(romeo, set(romeo, publish("n", "a", "")), "bad-request", "payload-required");
    var some = "<m xmlns='urn:m'>" + "x".repeat(400) + "</m>";
    done(romeo, set(romeo, publish("n", "0", some) + options("max_items", "max")));
    for (var n = 1; n < 4; n++) {
      done(romeo, set(romeo, publish("n", "" + n, some)));
    }
    refused(romeo, set(romeo, publish("m", "a", some)), "resource-constraint");
    for (var n = 1; n < PeopleWorld.PUBSUB.nodesMax(); n++) {
      done(romeo, set(romeo, "<create node='empty" + n + "'/>"));
    }
    refused(romeo, set(romeo, "<create/>"), "not-allowed", "max-nodes-exceeded");
    refused(romeo, set(romeo, publish("m", "a", MOOD)), "not-allowed", "max-nodes-exceeded");
  }

  @Test
  void nodesAreMadeConfiguredAndEndedByTheirOwner() {
    var romeo = world.connect("romeo@localhost/phone");
    done(romeo, set(romeo, "<create node='n'/>"));
    refused(romeo, set(romeo, "<create node='n'/>"), "conflict");
    var instant = set(romeo, "<create/>");
    romeo.receives(
        "<iq type='result' id='%s'><pubsub xmlns='%s'><create/></pubsub></iq>"
            .formatted(instant, PUBSUB));
    done(
        romeo,
        set(
            romeo,
            "<create node='w'/><configure>"
                + form("node_config", "access_model", "whitelist")
                + "</configure>"));
    var shown = own(romeo, "get", "<configure node='w'/>");
    romeo.receives(
        ("<iq type='result' id='%s'><pubsub xmlns='%s#owner'><configure node='w'>"
                + "<x xmlns='jabber:x:data' type='form'><field var='pubsub#access_model'>"
                + "<value>whitelist</value></field></x></configure></pubsub></iq>")
            .formatted(shown, PUBSUB));
    done(romeo, own(romeo, "get", "<default/>"));
    done(romeo, own(romeo, "set", configure("w", "title", "Mine")));
    refused(
        romeo, own(romeo, "set", configure("w", "access_model", "authorize")), "not-acceptable");
    refused(romeo, own(romeo, "set", configure("none", "title", "x")), "item-not-found");
    done(romeo, set(romeo, publish("w", "a", MOOD)));
    done(romeo, own(romeo, "set", "<purge node='w'/>"));
    assertEquals(List.of(), itemIds(romeo, "", "<items node='w'/>"));
    done(romeo, own(romeo, "set", "<delete node='w'/>"));
    refused(romeo, own(romeo, "set", "<delete node='w'/>"), "item-not-found");
    refused(romeo, own(romeo, "set", "<purge node='w'/>"), "item-not-found");
  }

  @Test
  void anItemIsTakenOutOnce() {
    var romeo = world.connect("romeo@localhost/phone");
    done(romeo, set(romeo, publish("n", "a", MOOD)));
    done(romeo, set(romeo, "<retract node='n'><item id='a'/></retract>"));
    refused(romeo, set(romeo, "<retract node='n'><item id='a'/></retract>"), "item-not-found");
  }

  @Test
  void othersOnlyReadAndOnlyWhatTheyMay() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    var toRomeo = " to='romeo@localhost'";
    for (var model : List.of("open", "presence", "roster", "whitelist")) {
      done(romeo, set(romeo, publish(model, "a", MOOD) + options("access_model", model)));
    }
    assertEquals(List.of("a"), itemIds(juliet, toRomeo, "<items node='open'/>"));
    for (var id :
        List.of(items(juliet, "presence"), items(juliet, "roster"), items(juliet, "whitelist"))) {
      juliet.receives("<iq type='error' id='" + id + "'/>");
    }
    world.befriend(romeo, juliet);
    assertEquals(List.of("a"), itemIds(juliet, toRomeo, "<items node='presence'/>"));
    refused(juliet, items(juliet, "roster"), "not-authorized", "not-in-roster-group");
    refused(juliet, items(juliet, "whitelist"), "not-allowed", "closed-node");
    done(romeo, own(romeo, "set", configure("roster", "roster_groups_allowed", "Friends")));
    done(
        romeo,
        ask(
            romeo,
            "set",
            "",
            "<query xmlns='jabber:iq:roster'><item jid='juliet@localhost'>"
                + "<group>Friends</group></item></query>"));
    assertEquals(List.of("a"), itemIds(juliet, toRomeo, "<items node='roster'/>"));
    done(
        romeo,
        own(
            romeo,
            "set",
            "<affiliations node='whitelist'>"
                + "<affiliation jid='juliet@localhost' affiliation='member'/></affiliations>"));
    assertEquals(List.of("a"), itemIds(juliet, toRomeo, "<items node='whitelist'/>"));
    done(
        romeo,
        own(
            romeo,
            "set",
            "<affiliations node='open'>"
                + "<affiliation jid='juliet@localhost' affiliation='outcast'/></affiliations>"));
    refused(juliet, items(juliet, "open"), "forbidden");
    refused(juliet, set(juliet, toRomeo, publish("open", "b", MOOD)), "forbidden");
    refused(
        juliet, set(juliet, toRomeo, "<retract node='open'><item id='a'/></retract>"), "forbidden");
    refused(juliet, set(juliet, toRomeo, "<create node='hers'/>"), "forbidden");
    var delete = "<pubsub xmlns='" + PUBSUB + "#owner'><delete node='open'/></pubsub>";
    refused(juliet, ask(juliet, "set", toRomeo, delete), "forbidden");
  }

  private String items(TestClient client, String node) {
    return ask(
        client,
        "get",
        " to='romeo@localhost'",
        "<pubsub xmlns='" + PUBSUB + "'><items node='" + node + "'/></pubsub>");
  }

  private String set(TestClient client, String to, String content) {
    return ask(client, "set", to, "<pubsub xmlns='" + PUBSUB + "'>" + content + "</pubsub>");
  }

  @Test
  void theOwnerIsTheOnlyOwner() {
    var romeo = world.connect("romeo@localhost/phone");
    done(romeo, set(romeo, "<create node='n'/>"));
    var affiliation =
        "<affiliations node='n'><affiliation jid='%s' affiliation='%s'/></affiliations>";
    refused(
        romeo,
        own(romeo, "set", affiliation.formatted("juliet@localhost", "owner")),
        "not-acceptable");
    refused(
        romeo,
        own(romeo, "set", affiliation.formatted("romeo@localhost", "none")),
        "not-acceptable");
    for (var n = 0; n < PeopleWorld.PUBSUB.addressesMax(); n++) {
      done(romeo, own(romeo, "set", affiliation.formatted("a" + n + "@localhost", "member")));
    }
    refused(
        romeo,
        own(romeo, "set", affiliation.formatted("more@localhost", "member")),
        "resource-constraint");
    var list = own(romeo, "get", "<affiliations node='n'/>");
    romeo.receives(
        ("<iq type='result' id='%s'><pubsub xmlns='%s#owner'><affiliations node='n'>"
                + "<affiliation jid='romeo@localhost' affiliation='owner'/>"
                + "<affiliation jid='a0@localhost' affiliation='member'/>"
                + "</affiliations></pubsub></iq>")
            .formatted(list, PUBSUB));
  }

  @Test
  void subscriptionsAreForOneselfAndBounded() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    var toRomeo = " to='romeo@localhost'";
    done(romeo, set(romeo, publish("n", "a", MOOD) + options("access_model", "open")));
    done(romeo, set(romeo, publish("closed", "a", MOOD) + options("access_model", "whitelist")));
    var subscribe = "<subscribe node='%s' jid='%s'/>";
    refused(
        juliet,
        set(juliet, toRomeo, subscribe.formatted("n", "paris@localhost")),
        "bad-request",
        "invalid-jid");
    refused(
        juliet,
        set(juliet, toRomeo, subscribe.formatted("closed", "juliet@localhost")),
        "not-allowed",
        "closed-node");
    refused(
        juliet,
        set(juliet, toRomeo, subscribe.formatted("gone", "juliet@localhost")),
        "item-not-found");
    var ok = set(juliet, toRomeo, subscribe.formatted("n", "juliet@localhost"));
    juliet.receives(
        ("<iq type='result' id='%s'><pubsub xmlns='%s'>"
                + "<subscription node='n' jid='juliet@localhost' subscription='subscribed'/>"
                + "</pubsub></iq>")
            .formatted(ok, PUBSUB));
    for (var n = 1; n < PeopleWorld.PUBSUB.addressesMax(); n++) {
      done(juliet, set(juliet, toRomeo, subscribe.formatted("n", "juliet@localhost/" + n)));
    }
    refused(
        juliet,
        set(juliet, toRomeo, subscribe.formatted("n", "juliet@localhost/more")),
        "policy-violation",
        "too-many-subscriptions");
    done(juliet, set(juliet, toRomeo, "<unsubscribe node='n' jid='juliet@localhost'/>"));
    refused(
        juliet,
        set(juliet, toRomeo, "<unsubscribe node='n' jid='juliet@localhost'/>"),
        "unexpected-request",
        "not-subscribed");
  }

  @Test
  void discoveryShowsWhatTheAskerMaySee() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    done(romeo, set(romeo, publish("seen", "a", MOOD)));
    done(romeo, set(romeo, publish("unseen", "a", MOOD) + options("access_model", "whitelist")));
    var items = "<query xmlns='http://jabber.org/protocol/disco#items'/>";
    var mine = ask(romeo, "get", " to='romeo@localhost'", items);
    assertEquals(2, answered(romeo, mine));
    var hers = ask(juliet, "get", " to='romeo@localhost'", items);
    assertEquals(1, answered(juliet, hers));
    var info = "<query xmlns='http://jabber.org/protocol/disco#info'%s/>";
    var account = ask(juliet, "get", " to='romeo@localhost'", info.formatted(""));
    juliet.receives(
        ("<iq type='result' id='%s'><query xmlns='http://jabber.org/protocol/disco#info'>"
                + "<identity category='pubsub' type='pep'/>"
                + "<feature var='%s#publish-options'/></query></iq>")
            .formatted(account, PUBSUB));
    var node = ask(juliet, "get", " to='romeo@localhost'", info.formatted(" node='seen'"));
    juliet.receives(
        ("<iq type='result' id='%s'><query node='seen' xmlns='http://jabber.org/protocol/disco#info'>"
                + "<identity category='pubsub' type='leaf'/></query></iq>")
            .formatted(node));
    refused(
        juliet,
        ask(juliet, "get", " to='romeo@localhost'", info.formatted(" node='unseen'")),
        "item-not-found");
  }

  private static int answered(TestClient client, String id) {
    var answer = client.receives("<iq type='result' id='" + id + "'/>");
    return answer.elements().get(0).elements().size();
  }

  @Test
  void nodesOutliveTheirUser() {
    var romeo = world.connect("romeo@localhost/phone");
    done(romeo, set(romeo, publish("n", "a", MOOD)));
    romeo.settles(); // or it would have to send again
    world.killUser("romeo@localhost");
    assertEquals(List.of("a"), itemIds(romeo, "", "<items node='n'/>"));
  }
}
