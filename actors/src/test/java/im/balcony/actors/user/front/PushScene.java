package im.balcony.actors.user.front;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushPublication;
import im.balcony.protocol.xml.XmlElement;

/** Romeo writes and calls, Juliet has a phone that sleeps and a tablet, a client is the service. */
final class PushScene implements AutoCloseable {
  static final String PUSH = "<iq type='set' from='juliet@localhost'/>";

  final PeopleWorld world;
  final TestClient romeo;
  final TestClient service;
  final TestClient phone;
  final TestClient tablet;

  PushScene() {
    this(new PeopleWorld());
  }

  PushScene(PeopleWorld world) {
    this.world = world;
    romeo = world.online("romeo@localhost/phone");
    service = world.online("push@localhost/service");
    phone = world.online("juliet@localhost/phone");
    tablet = world.online("juliet@localhost/tablet");
    world.befriend(romeo, phone);
    world.befriend(service, phone);
    tablet.quiet();
    service.quiet();
  }

  static void enable(TestClient client, String node, String attributes, String terms) {
    client.sends(
        "<iq type='set' id='e'><enable xmlns='urn:xmpp:push:0' jid='push@localhost/service' node='%s' %s>%s</enable></iq>"
            .formatted(node, attributes, terms));
    client.receives("<iq type='result' id='e'/>");
  }

  void sleeps(String terms) {
    enable(phone, "n1", "", terms);
    phone.leaves();
  }

  void says(String id) {
    romeo.sends(
        "<message to='juliet@localhost' type='chat' id='%1$s'><body>%1$s</body></message>"
            .formatted(id));
  }

  static void calls(TestClient from, String to, String step, String content) {
    from.sends(
        "<message to='%s' type='chat' id='%2$s'><%2$s xmlns='urn:xmpp:jingle-message:0' id='c1'>%3$s</%2$s></message>"
            .formatted(to, step, content));
  }

  void calls(String step) {
    calls(romeo, "juliet@localhost", step, "");
    tablet.receives("<message id='" + step + "'/>");
  }

  void dies() {
    world.killUser("juliet@localhost");
    tablet.findsItsUser();
  }

  PushNotification pushed() {
    var push = service.receives(PUSH);
    service.sends(
        "<iq type='result' to='juliet@localhost' id='%s'/>".formatted(push.attribute("id")));
    return read(push);
  }

  static PushNotification read(XmlElement push) {
    return PushPublication.read(push.elements().get(0)).orElseThrow().notification();
  }

  @Override
  public void close() {
    world.close();
  }
}
