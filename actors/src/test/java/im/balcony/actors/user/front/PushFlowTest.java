package im.balcony.actors.user.front;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.user.UserCommand;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client plays the push service of a device that is not there. */
class PushFlowTest {
  private static final String SERVICE = "push@localhost/service";
  private static final String OPTIONS =
      "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'>"
          + "<value>http://jabber.org/protocol/pubsub#publish-options</value></field>"
          + "<field var='secret'><value>s3cret</value></field></x>";
  private static final String PUSH =
      "<iq type='set' from='juliet@localhost'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
          + "<publish node='%s'><item><notification xmlns='urn:xmpp:push:0'/></item></publish>"
          + "</pubsub></iq>";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final TestClient service = world.online(SERVICE);
  private final TestClient phone = world.online("juliet@localhost/phone");
  private final TestClient tablet = world.online("juliet@localhost/tablet");

  @BeforeEach
  void meet() {
    world.befriend(romeo, phone);
    world.befriend(service, phone);
    tablet.quiet();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static void enable(TestClient client, String node) {
    client.sends(
        "<iq type='set' id='e-%1$s'><enable xmlns='urn:xmpp:push:0' jid='%2$s' node='%1$s'>%3$s</enable></iq>"
            .formatted(node, SERVICE, OPTIONS));
    client.receives("<iq type='result' id='e-" + node + "'/>");
  }

  private void says(String id) {
    romeo.sends(
        "<message to='juliet@localhost' type='chat' id='%1$s'><body>%1$s</body></message>"
            .formatted(id));
  }

  private XmlElement pushed(String node) {
    return service.receives(PUSH.formatted(node));
  }

  private void answers(XmlElement push, String error) {
    service.sends(
        error.isEmpty()
            ? "<iq type='result' to='juliet@localhost' id='%s'/>".formatted(push.attribute("id"))
            : "<iq type='error' to='juliet@localhost' id='%s'>%s</iq>"
                .formatted(push.attribute("id"), error));
  }

  private static String error(String type, String condition) {
    return "<error type='%s'><%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"
        .formatted(type, condition);
  }

  private static String count(XmlElement push) {
    return push.toXml().replaceAll(".*message-count[^>]*><value>(\\d+)<.*", "$1");
  }

  private void hasDisabled(int events) {
    await().until(() -> world.eventsOf("juliet@localhost") == events + 1);
  }

  @Test
  void aDeviceThatIsNotThereIsWokenWithItsSecretAndNothingElse() {
    enable(phone, "n1");
    phone.leaves();
    says("m1");
    var push = pushed("n1");
    assertTrue(push.toXml().contains("s3cret"));
    assertEquals("1", count(push));
    assertTrue(!push.toXml().contains("m1") && !push.toXml().contains("romeo"));
  }

  @Test
  void aDeviceThatIsThereIsNotWokenAndOneWithoutAConnectionIs() {
    enable(phone, "n1");
    enable(tablet, "n2");
    tablet.leaves();
    says("m1");
    answers(pushed("n2"), "");
    service.receivesNo(PUSH.formatted("n1"));
    world.tell(phone.jid().bare(), new UserCommand.SessionSilent(phone.session(), true, false));
    says("m2");
    answers(pushed("n1"), "");
    world.tell(phone.jid().bare(), new UserCommand.SessionSilent(phone.session(), false, false));
    answers(pushed("n2"), "");
    service.quiet();
    says("m3");
    pushed("n2");
    service.receivesNo(PUSH.formatted("n1"));
  }

  @Test
  void whatComesMeanwhileIsToldByTheNextNumber() {
    enable(phone, "n1");
    phone.leaves();
    says("m1");
    var first = pushed("n1");
    says("m2");
    says("m3");
    tablet.receives("<message id='m3'/>");
    answers(first, "");
    var second = pushed("n1");
    assertEquals("3", count(second));
    answers(second, "");
    service.receivesNo(PUSH.formatted("n1"));
  }

  @Test
  void aCallDoesNotWaitAndMayReachADeviceThatIsWoken() {
    enable(phone, "n1");
    enable(tablet, "n2");
    phone.leaves();
    tablet.leaves();
    says("m1");
    answers(pushed("n1"), "");
    answers(pushed("n2"), "");
    romeo.sends(
        "<message to='juliet@localhost' type='chat' id='c'><propose"
            + " xmlns='urn:xmpp:jingle-message:0' id='c1'/></message>");
    pushed("n1");
    pushed("n2");
    romeo.receivesNo("<message type='error' id='c'/>");
    world
        .connect("juliet@localhost/phone")
        .receives("<message id='c'><propose xmlns='urn:xmpp:jingle-message:0'/></message>");
  }

  @Test
  void aNodeThatIsRefusedForGoodIsForgottenAndStaysSo() {
    enable(phone, "n1");
    phone.leaves();
    says("m1");
    var push = pushed("n1");
    var events = world.eventsOf("juliet@localhost");
    answers(push, error("cancel", "item-not-found"));
    hasDisabled(events);
    world.killUser("juliet@localhost");
    tablet.findsItsUser();
    says("m2");
    tablet.receives("<message id='m2'/>");
    service.receivesNo(PUSH.formatted("n1"));
  }

  @Test
  void aServiceThatFailsIsAskedAgainAndAtLastForgotten() {
    enable(phone, "n1");
    phone.leaves();
    says("m1");
    answers(pushed("n1"), error("wait", "resource-constraint"));
    answers(pushed("n1"), error("cancel", "service-unavailable"));
    var events = world.eventsOf("juliet@localhost");
    pushed("n1"); // no answer is a failure as well
    hasDisabled(events);
  }

  @Test
  void registrationsOutliveTheirUserAndTheOldestMakesRoom() {
    enable(phone, "n1");
    enable(phone, "n2");
    enable(phone, "n3");
    phone.leaves();
    world.killUser("juliet@localhost");
    tablet.findsItsUser();
    says("m1");
    pushed("n2");
    pushed("n3");
    service.receivesNo(PUSH.formatted("n1"));
  }

  @Test
  void whoDisablesIsLeftAlone() {
    enable(phone, "n1");
    enable(phone, "n2");
    phone.sends(
        "<iq type='set' id='d'><disable xmlns='urn:xmpp:push:0' jid='push@localhost/service'"
            + " node='n1'/></iq>");
    phone.receives("<iq type='result' id='d'/>");
    phone.leaves();
    says("m1");
    answers(pushed("n2"), "");
    tablet.sends(
        "<iq type='set' id='a'><disable xmlns='urn:xmpp:push:0'"
            + " jid='push@localhost/service'/></iq>");
    tablet.receives("<iq type='result' id='a'/>");
    says("m2");
    tablet.receives("<message id='m2'/>");
    service.receivesNo("<iq type='set'/>");
  }

  @Test
  void aMutedConversationWakesNobody() {
    enable(phone, "n1");
    phone.leaves();
    var before = world.indexEventsOf("juliet@localhost");
    tablet.sends(
        "<iq type='set' id='b'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish"
            + " node='urn:xmpp:bookmarks:1'><item id='romeo@localhost'><conference"
            + " xmlns='urn:xmpp:bookmarks:1'><extensions><notify"
            + " xmlns='urn:xmpp:notification-settings:1'><never/></notify></extensions>"
            + "</conference></item></publish></pubsub></iq>");
    tablet.receives("<iq type='result' id='b'/>");
    await().until(() -> world.indexEventsOf("juliet@localhost") > before); // it is followed
    says("m1");
    tablet.receives("<message id='m1'/>");
    says("m2");
    tablet.receives("<message id='m2'/>");
    service.receivesNo("<iq type='set'/>");
  }

  @Test
  void whatIsNotKeptWakesNobody() {
    enable(phone, "n1");
    phone.leaves();
    romeo.sends(
        "<message to='juliet@localhost' type='chat' id='m1'><body>x</body><no-permanent-store"
            + " xmlns='urn:xmpp:hints'/></message>");
    tablet.receives("<message id='m1'/>");
    romeo.sends(
        "<message to='juliet@localhost' type='chat' id='m2'><composing"
            + " xmlns='http://jabber.org/protocol/chatstates'/></message>");
    tablet.receives("<message id='m2'/>");
    service.receivesNo("<iq type='set'/>");
  }

  @Test
  void whatIsNoRequestIsRefused() {
    phone.sends("<iq type='set' id='x'><enable xmlns='urn:xmpp:push:0' node='n'/></iq>");
    phone.receives(
        "<iq type='error' id='x'><error type='modify'><bad-request"
            + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
  }

  private static final String ROUTE =
      "<iq type='set' from='juliet@localhost'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
          + "<publish node='%s'><item><notification xmlns='urn:xmpp:push:0'><route"
          + " xmlns='urn:balcony:push:0' %s/></notification></item></publish></pubsub></iq>";

  private XmlElement routed(String node, String route) {
    return service.receives(ROUTE.formatted(node, route));
  }

  private void calls(String step) {
    calls(romeo, "juliet@localhost", step);
  }

  private static void calls(TestClient from, String to, String step) {
    from.sends(
        "<message to='%s' type='chat' id='%2$s'><%2$s xmlns='urn:xmpp:jingle-message:0' id='c1'/></message>"
            .formatted(to, step));
  }

  @Test
  void whereItGoesIsSaidAndConversationsHaveNamesThatNobodyKnows() {
    enable(phone, "n1");
    phone.leaves();
    says("m1");
    var chat = routed("n1", "type='chat'");
    var name = chat.toXml().replaceAll(".*<route[^>]* id='([^']*)'.*", "$1");
    assertEquals(16, name.length());
    assertTrue(chat.toXml().contains("expires="));
    answers(chat, "");
    romeo.sends(
        "<message to='juliet@localhost' type='chat' id='m2'><body>juliet</body><reference"
            + " xmlns='urn:xmpp:reference:0' type='mention' uri='xmpp:juliet@localhost'/></message>");
    says("m3");
    routed("n1", "type='mention' id='" + name + "'");
  }

  @Test
  void whatWasReadMeanwhileWakesNobody() {
    enable(phone, "n1");
    phone.leaves();
    says("m1");
    var first = pushed("n1");
    says("m2");
    tablet.receives("<message id='m2'/>");
    tablet.sends("<message to='romeo@localhost' type='chat' id='a'><body>yes</body></message>");
    romeo.receives("<message id='a'/>");
    answers(first, "");
    service.receivesNo("<iq type='set'/>");
  }

  @Test
  void aDeviceThatWasToldToRingIsToldToStop() {
    enable(phone, "n1");
    phone.leaves();
    calls("propose");
    var call = routed("n1", "type='call' id='c1'");
    assertTrue(call.toXml().contains("expires="));
    answers(call, "");
    tablet.receives("<message id='propose'/>");
    calls("retract");
    answers(routed("n1", "type='call-end' id='c1'"), "");
    routed("n1", "type='chat'"); // that it was missed
    service.receivesNo("<iq type='set'/>");
  }

  @Test
  void aCallThatIsTakenElsewhereEndsAtOnceThoughOtherThingsWait() {
    enable(phone, "n1");
    enable(tablet, "n2");
    phone.leaves();
    says("m1");
    pushed("n1"); // not answered: a call waits for nothing of that
    calls("propose");
    tablet.receives("<message id='propose'/>");
    var call = routed("n1", "type='call' id='c1'");
    calls(tablet, romeo.jid().toString(), "proceed");
    romeo.receives("<message id='proceed'/>");
    service.receivesNo(ROUTE.formatted("n1", "type='call-end'"));
    answers(call, "");
    routed("n1", "type='call-end' id='c1'");
    service.receivesNo(PUSH.formatted("n2"));
  }

  @Test
  void aCallThatCouldNotBeToldIsNotToldLate() {
    enable(phone, "n1");
    phone.leaves();
    calls("propose");
    var call = routed("n1", "type='call'");
    tablet.receives("<message id='propose'/>");
    calls("retract");
    tablet.receives("<message id='retract'/>");
    answers(call, error("wait", "resource-constraint"));
    service.receivesNo(ROUTE.formatted("n1", "type='call-end'"));
    service.receivesNo(ROUTE.formatted("n1", "type='call'"));
  }

  @Test
  void whoIsThereAgainIsNotToldAndWhoTookTheCallNeither() {
    enable(phone, "n1");
    phone.leaves();
    calls("propose");
    answers(routed("n1", "type='call'"), "");
    var back = world.online("juliet@localhost/phone");
    back.receives("<message id='propose'/>");
    world.tell(phone.jid().bare(), new UserCommand.SessionSilent(back.session(), true, false));
    calls(back, romeo.jid().toString(), "proceed");
    romeo.receives("<message id='proceed'/>");
    service.receivesNo(ROUTE.formatted("n1", "type='call-end'"));
  }

  @Test
  void aDeviceStopsWhenTheCallInviteIsRetracted() {
    enable(phone, "n1");
    phone.leaves();
    romeo.sends(
        "<message to='juliet@localhost' type='chat' id='i1'><invite"
            + " xmlns='urn:xmpp:call-invites:0'/></message>");
    answers(routed("n1", "type='call' id='i1'"), "");
    romeo.sends(
        "<message to='juliet@localhost' type='chat' id='i2'><retract"
            + " xmlns='urn:xmpp:call-invites:0' id='i1'/></message>");
    routed("n1", "type='call-end' id='i1'");
  }

  @Test
  void whoLosesItsConnectionIsToldOnceWhatItMayNotHave() {
    enable(phone, "n1");
    says("m1");
    phone.receives("<message id='m1'/>");
    var kept = phone.deliveries();
    world.tell(phone.jid().bare(), new UserCommand.SessionSilent(phone.session(), true, true));
    answers(pushed("n1"), "");
    phone.leaves(kept.get(kept.size() - 1));
    service.receivesNo("<iq type='set'/>");
  }

  @Test
  void whoLosesItsConnectionWhileSomebodyCallsIsToldToRingAndToStop() {
    enable(phone, "n1");
    calls("propose");
    phone.receives("<message id='propose'/>");
    service.receivesNo("<iq type='set'/>");
    world.tell(phone.jid().bare(), new UserCommand.SessionSilent(phone.session(), true, false));
    answers(routed("n1", "type='call' id='c1'"), "");
    calls("retract");
    routed("n1", "type='call-end' id='c1'");
  }

  /** XEP-0045 section 7.5: it is to nobody else. */
  @Test
  void whatAnOccupantSaysToTheAccountAloneWakesItsDevice() {
    enable(phone, "n1");
    for (var client : List.of(romeo, phone)) {
      client.sends(
          "<presence to='nave@conference.localhost/%s'><x xmlns='http://jabber.org/protocol/muc'/></presence>"
              .formatted(client.jid().local()));
      client.receives("<message type='groupchat'><subject/></message>");
      client.sends(
          "<iq type='set' id='open' to='nave@conference.localhost'><query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'/></query></iq>");
      client.receives("<iq id='open'/>");
    }
    world.tell(phone.jid().bare(), new UserCommand.SessionSilent(phone.session(), true, false));
    romeo.sends(
        "<message to='nave@conference.localhost/juliet' type='chat' id='c'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>");
    romeo.sends(
        "<message to='nave@conference.localhost/juliet' type='chat' id='w'><body>w</body></message>");
    var push = pushed("n1");
    assertTrue(push.toXml().contains("type='mention'"), push::toXml);
    service.receivesNo(PUSH.formatted("n1"));
  }
}
