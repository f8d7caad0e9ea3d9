package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.world.PeopleWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 6121 sections 3 and 4, between whole accounts. */
class PresenceFlowTest {
  private final PeopleWorld world = new PeopleWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aSubscriptionIsAskedForApprovedAndShowsPresence() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony", "<show>away</show>");
    romeo.sends("<presence type='subscribe' to='juliet@localhost/balcony' id='s1'/>");
    romeo.receives(
        "<iq type='set'><query xmlns='jabber:iq:roster'>"
            + "<item jid='juliet@localhost' subscription='none' ask='subscribe'/></query></iq>");
    juliet.receives("<presence type='subscribe' from='romeo@localhost' to='juliet@localhost'/>");
    juliet.receivesNo("<iq type='set'/>");
    juliet.sends("<presence type='subscribed' to='romeo@localhost'/>");
    romeo.receives("<presence type='subscribed' from='juliet@localhost'/>");
    romeo.receives(
        "<iq type='set'><query xmlns='jabber:iq:roster'>"
            + "<item jid='juliet@localhost' subscription='to'/></query></iq>");
    romeo.receives("<presence from='juliet@localhost/balcony'><show>away</show></presence>");
    juliet.receives(
        "<iq type='set'><query xmlns='jabber:iq:roster'>"
            + "<item jid='romeo@localhost' subscription='from'/></query></iq>");
    romeo.settles();
    juliet.settles();
  }

  @Test
  void aRequestWaitsForWhoIsAwayAndIsDeliveredWhenTheyCome() {
    world.account("juliet@localhost");
    var romeo = world.online("romeo@localhost/phone");
    var request =
        "<presence type='subscribe' to='juliet@localhost'><status>it is me</status></presence>";
    romeo.sends(request);
    romeo.sends(request);
    romeo.settles();
    var juliet = world.online("juliet@localhost/balcony");
    juliet.receives(
        "<presence type='subscribe' from='romeo@localhost'><status>it is me</status></presence>");
    juliet.receivesNo("<presence type='subscribe'/>");
    var tablet = world.online("juliet@localhost/tablet");
    tablet.receives("<presence type='subscribe' from='romeo@localhost'/>");
    tablet.receivesNo(
        "<iq type='result' id='roster'><query xmlns='jabber:iq:roster'><item/></query></iq>");
  }

  @Test
  void whoTakesARequestBackMayAskAgainAtOnce() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    romeo.sendsTogether(
        "<presence type='subscribe' to='juliet@localhost'/>",
        "<presence type='unsubscribe' to='juliet@localhost'/>",
        "<presence type='subscribe' to='juliet@localhost'/>");
    juliet.receives("<presence type='subscribe'/>");
    juliet.receives("<presence type='unsubscribe'/>");
    juliet.receives("<presence type='subscribe'/>");
    romeo.receivesNo("<presence type='unsubscribed'/>");
    juliet.sends("<presence type='subscribed' to='romeo@localhost'/>");
    romeo.receives("<presence type='subscribed' from='juliet@localhost'/>");
  }

  @Test
  void friendsSeeEachOtherComeChangeAndGo() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    romeo.sends("<presence><show>dnd</show></presence>");
    juliet.receives("<presence from='romeo@localhost/phone'><show>dnd</show></presence>");
    romeo.sends("<presence type='unavailable'><status>bye</status></presence>");
    juliet.receives(
        "<presence type='unavailable'"
            + " from='romeo@localhost/phone'><status>bye</status></presence>");
    var tablet = world.online("romeo@localhost/tablet");
    juliet.receives("<presence from='romeo@localhost/tablet'/>");
    tablet.receives("<presence from='juliet@localhost/balcony'/>");
    tablet.vanishes();
    juliet.receives("<presence type='unavailable' from='romeo@localhost/tablet'/>");
    juliet.leaves();
    romeo.quiet();
    var again = world.online("romeo@localhost/desk");
    again.receives(
        "<presence type='unavailable' from='juliet@localhost'><delay xmlns='urn:xmpp:delay'/>"
            + "</presence>");
  }

  @Test
  void aCancelledSubscriptionTakesPresenceAway() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    juliet.sends("<presence type='unsubscribed' to='romeo@localhost'/>");
    romeo.receives("<presence type='unavailable' from='juliet@localhost/balcony'/>");
    romeo.receives("<presence type='unsubscribed' from='juliet@localhost'/>");
    romeo.receives(
        "<iq type='set'><query xmlns='jabber:iq:roster'>"
            + "<item jid='juliet@localhost' subscription='from'/></query></iq>");
    juliet.receives(
        "<iq type='set'><query xmlns='jabber:iq:roster'>"
            + "<item jid='romeo@localhost' subscription='to'/></query></iq>");
    romeo.sends("<presence type='unsubscribe' to='juliet@localhost'/>");
    romeo.sends("<presence type='probe' to='juliet@localhost' id='p1'/>");
    romeo.settles();
    romeo.quiet();
    juliet.quiet();
    juliet.sends("<presence><show>xa</show></presence>");
    romeo.receivesNo("<presence from='juliet@localhost/balcony'/>");
  }

  @Test
  void unsubscribingIsDeliveredAndAnsweredWithUnavailablePresence() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    romeo.sends("<presence type='unsubscribe' to='juliet@localhost'/>");
    juliet.receives("<presence type='unsubscribe' from='romeo@localhost'/>");
    juliet.receives(
        "<iq type='set'><query xmlns='jabber:iq:roster'>"
            + "<item jid='romeo@localhost' subscription='to'/></query></iq>");
    romeo.receives("<presence type='unavailable' from='juliet@localhost/balcony'/>");
  }

  @Test
  void aPreApprovedRequestIsApprovedWithoutTheContact() {
    var juliet = world.online("juliet@localhost/balcony");
    juliet.sends("<presence type='subscribed' to='romeo@localhost'/>");
    juliet.receives(
        "<iq type='set'><query xmlns='jabber:iq:roster'>"
            + "<item jid='romeo@localhost' subscription='none' approved='true'/></query></iq>");
    var romeo = world.online("romeo@localhost/phone");
    romeo.receivesNo("<presence type='subscribed'/>");
    romeo.sends("<presence type='subscribe' to='juliet@localhost'/>");
    romeo.receives("<presence type='subscribed' from='juliet@localhost'/>");
    romeo.receives("<presence from='juliet@localhost/balcony'/>");
    juliet.receivesNo("<presence type='subscribe'/>");
  }

  @Test
  void directedPresenceIsTakenBackWhenTheResourceGoes() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    romeo.sends("<presence to='juliet@localhost/balcony'><show>chat</show></presence>");
    juliet.receives("<presence from='romeo@localhost/phone'><show>chat</show></presence>");
    assertEquals(1, directed(romeo));
    romeo.sends("<presence><show>away</show></presence>");
    juliet.receivesNo("<presence from='romeo@localhost/phone'/>");
    juliet.sends("<presence type='probe' to='romeo@localhost/phone'/>");
    juliet.receives("<presence from='romeo@localhost/phone'/>");
    romeo.leaves();
    juliet.receives("<presence type='unavailable' from='romeo@localhost/phone'/>");
  }

  private static int directed(im.balcony.actors.world.TestClient client) {
    client.rest();
    return client.memory().directedPresences().size();
  }

  @Test
  void aProbeOfAStrangerTellsOnlyThatThereIsNoSubscription() {
    world.online("juliet@localhost/balcony");
    var paris = world.connect("paris@localhost/x");
    paris.sends("<iq type='get' id='r'><query xmlns='jabber:iq:roster'/></iq>");
    paris.sends("<presence type='probe' to='juliet@localhost' id='p1'/>");
    paris.receivesNo("<presence from='juliet@localhost/balcony'/>");
  }

  @Test
  void ownResourcesSeeEachOther() {
    var phone = world.online("romeo@localhost/phone", "<priority>3</priority>");
    var tablet = world.online("romeo@localhost/tablet");
    phone.receives("<presence from='romeo@localhost/tablet' to='romeo@localhost'/>");
    tablet.receives("<presence from='romeo@localhost/phone'><priority>3</priority></presence>");
    tablet.leaves();
    phone.receives("<presence type='unavailable' from='romeo@localhost/tablet'/>");
  }

  @Test
  void aRemovedContactIsToldAndLosesTheSubscriptions() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    romeo.sends(
        "<iq type='set' id='rm'><query xmlns='jabber:iq:roster'>"
            + "<item jid='juliet@localhost' subscription='remove'/></query></iq>");
    romeo.receives("<iq type='result' id='rm'/>");
    romeo.receives(
        "<iq type='set'><query xmlns='jabber:iq:roster'>"
            + "<item jid='juliet@localhost' subscription='remove'/></query></iq>");
    juliet.receives("<presence type='unsubscribe' from='romeo@localhost'/>");
    juliet.receives("<presence type='unavailable' from='romeo@localhost/phone'/>");
    juliet.receives("<presence type='unsubscribed' from='romeo@localhost'/>");
    juliet.receives(
        "<iq type='set'><query xmlns='jabber:iq:roster'>"
            + "<item jid='romeo@localhost' subscription='none'/></query></iq>");
  }

  @Test
  void aRequestToAForeignServerComesBackAsAnError() {
    var romeo = world.online("romeo@localhost/phone");
    romeo.sends("<presence type='subscribe' to='benvolio@far.example' id='s9'/>");
    romeo.receives(
        "<presence type='error' from='benvolio@far.example'><error type='cancel'>"
            + "<remote-server-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
            + "</error></presence>");
  }
}
