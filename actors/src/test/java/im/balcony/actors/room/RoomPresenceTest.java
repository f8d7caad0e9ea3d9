package im.balcony.actors.room;

import static im.balcony.actors.room.Nave.MUC;
import static im.balcony.actors.room.Nave.NAVE;
import static im.balcony.actors.room.Nave.enter;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose presence is told to all (XEP-0045 15.5.3), and that a large room tells less of it. */
class RoomPresenceTest {

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final TestClient juliet = world.online("juliet@localhost/balcony");
  private int questions;

  @BeforeEach
  void open() {
    enter(romeo, "Romeo");
    configure("");
    enter(juliet, "Juliet");
    hears(romeo, "Juliet", "participant");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void configure(String fields) {
    set("owner", "<x xmlns='jabber:x:data' type='submit'>" + fields + "</x>");
  }

  private void set(String kind, String payload) {
    var id = "s" + ++questions;
    romeo.sends(
        "<iq type='set' id='%s' to='%s'><query xmlns='%s#%s'>%s</query></iq>"
            .formatted(id, NAVE, MUC, kind, payload));
    romeo.receives("<iq type='result' id='%s'/>".formatted(id));
  }

  private static String broadcast(String... roles) {
    var field = new StringBuilder("<field var='muc#roomconfig_presencebroadcast'>");
    for (var role : roles) {
      field.append("<value>").append(role).append("</value>");
    }
    return field.append("</field>").toString();
  }

  private static String moderated(String value) {
    return "<field var='muc#roomconfig_moderatedroom'><value>" + value + "</value></field>";
  }

  private static void hears(TestClient client, String nick, String role) {
    client.receives(
        "<presence from='%s/%s'><x xmlns='%s#user'><item role='%s'/></x></presence>"
            .formatted(NAVE, nick, MUC, role));
  }

  private static void hearsNothingOf(TestClient client, String nick) {
    client.receivesNo("<presence from='%s/%s'/>".formatted(NAVE, nick));
  }

  private static void hearsOfTheEndOf(TestClient client, String nick) {
    client.receives("<presence type='unavailable' from='%s/%s'/>".formatted(NAVE, nick));
  }

  private static void says(TestClient client, String id) {
    client.sends(
        "<message to='%s' type='groupchat' id='%s'><body>%s</body></message>"
            .formatted(NAVE, id, id));
  }

  /** HARDENING A16: else each who comes costs as many stanzas as there are clients. */
  @Test
  void ofWhoComesToALargeRoomOnlyModeratorsAreToldOf() {
    var mercutio = world.connect("mercutio@localhost/phone");
    enter(mercutio, "Mercutio");
    hears(romeo, "Mercutio", "participant");
    hears(juliet, "Mercutio", "participant");
    romeo.quiet();
    var benvolio = world.connect("benvolio@localhost/phone");
    enter(benvolio, "Benvolio");
    hears(benvolio, "Romeo", "moderator");
    hearsNothingOf(benvolio, "Juliet");
    hearsNothingOf(romeo, "Benvolio");

    // what it says is heard by all, also after the loss of the room's node
    world.killRoom(NAVE);
    says(benvolio, "m1");
    romeo.receives("<message id='m1' from='%s/Benvolio'/>".formatted(NAVE));
    benvolio.sends("<presence to='%s/Benvolio'><show>away</show></presence>".formatted(NAVE));
    benvolio.receives("<presence from='%s/Benvolio'><show>away</show></presence>".formatted(NAVE));
    hearsNothingOf(romeo, "Benvolio");
    benvolio.sends("<presence to='%s/Ben'/>".formatted(NAVE));
    benvolio.receives("<presence from='%s/Ben'/>".formatted(NAVE));
    hearsNothingOf(romeo, "Benvolio");
    hearsNothingOf(romeo, "Ben");

    // nobody stays behind whom others were told of; nor hears of what is no change to it
    mercutio.sends("<presence to='%s/Mercutio'><show>away</show></presence>".formatted(NAVE));
    mercutio.receives("<presence from='%s/Mercutio'><show>away</show></presence>".formatted(NAVE));
    hearsNothingOf(romeo, "Mercutio");
    mercutio.sends("<presence to='%s/Mercutio' type='unavailable'/>".formatted(NAVE));
    hearsOfTheEndOf(romeo, "Mercutio");
    hearsOfTheEndOf(juliet, "Mercutio");

    // with a role that is told of it is there for all
    set("admin", "<item nick='Ben' role='moderator'/>");
    hears(romeo, "Ben", "moderator");
    hears(juliet, "Ben", "moderator");
  }

  @Test
  void whoIsHiddenAppearsWithItsNextPresenceWhenTheRoomIsSmallAgain() {
    var mercutio = world.connect("mercutio@localhost/phone");
    enter(mercutio, "Mercutio");
    var benvolio = world.connect("benvolio@localhost/phone");
    enter(benvolio, "Benvolio");
    romeo.settles();
    romeo.quiet();
    mercutio.sends("<presence to='%s' type='unavailable'/>".formatted(NAVE));
    juliet.sends("<presence to='%s' type='unavailable'/>".formatted(NAVE));
    hearsOfTheEndOf(romeo, "Mercutio");
    hearsOfTheEndOf(romeo, "Juliet");
    hearsNothingOf(romeo, "Benvolio");
    benvolio.sends("<presence to='%s/Benvolio'/>".formatted(NAVE));
    hears(romeo, "Benvolio", "participant");
    benvolio.sends("<presence to='%s' type='unavailable'/>".formatted(NAVE));
    hearsOfTheEndOf(romeo, "Benvolio");
  }

  @Test
  void theOwnerDecidesWhosePresenceIsToldToAll() {
    var mercutio = world.connect("mercutio@localhost/phone");
    configure(broadcast("moderator"));
    hearsOfTheEndOf(romeo, "Juliet");
    enter(mercutio, "Mercutio");
    hears(mercutio, "Romeo", "moderator");
    hearsNothingOf(mercutio, "Juliet");
    hearsNothingOf(romeo, "Mercutio");

    set("admin", "<item nick='Juliet' role='moderator'/>");
    hears(mercutio, "Juliet", "moderator");
    set("admin", "<item nick='Juliet' role='participant'/>");
    hearsOfTheEndOf(mercutio, "Juliet");
    hears(juliet, "Juliet", "participant");
    hearsNothingOf(juliet, "Mercutio");

    mercutio.sends("<presence to='%s' type='unavailable'/>".formatted(NAVE));
    hearsOfTheEndOf(mercutio, "Mercutio");
    hearsNothingOf(romeo, "Mercutio");
    configure(broadcast("moderator", "participant"));
    hears(romeo, "Juliet", "participant");
    configure(broadcast());
    hearsOfTheEndOf(juliet, "Romeo");
    hearsOfTheEndOf(romeo, "Juliet");
    says(romeo, "m1");
    juliet.receives("<message id='m1'/>");
  }

  /** Section 5.1.2: who is in is as who enters now. */
  @Test
  void whoIsNothingToTheRoomHasVoiceUntilItIsModerated() {
    set("admin", "<item jid='mercutio@localhost' affiliation='member'/>");
    var mercutio = world.connect("mercutio@localhost/phone");
    enter(mercutio, "Mercutio");
    romeo.quiet();
    configure(moderated("1"));
    hears(juliet, "Juliet", "visitor");
    hearsNothingOf(romeo, "Mercutio");
    says(juliet, "m1");
    juliet.receives("<message type='error' id='m1'/>");
    says(mercutio, "m2");
    juliet.receives("<message id='m2'/>");
    world.killRoom(NAVE);
    mercutio.sends("<presence to='%s' type='unavailable'/>".formatted(NAVE));
    hearsOfTheEndOf(romeo, "Mercutio");
    configure(moderated("0"));
    hears(romeo, "Juliet", "participant");
    says(juliet, "m3");
    romeo.receives("<message id='m3'/>");
  }
}
