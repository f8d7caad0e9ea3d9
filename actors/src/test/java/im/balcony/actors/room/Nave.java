package im.balcony.actors.room;

import im.balcony.actors.world.TestClient;

/** The room that most tests of rooms are in. */
final class Nave {
  static final String NAVE = "nave@conference.localhost";
  static final String MUC = "http://jabber.org/protocol/muc";

  private Nave() {}

  /** XEP-0045 section 7.2: it is in when it has its own presence and the subject. */
  static void enter(TestClient client, String nick) {
    ask(client, nick);
    client.receives(
        "<presence from='%s/%s'><x xmlns='%s#user'><status code='110'/></x></presence>"
            .formatted(NAVE, nick, MUC));
    client.receives("<message type='groupchat'><subject/></message>");
  }

  /** Asks for entering, whatever comes of it. */
  static void ask(TestClient client, String nick) {
    client.sends("<presence to='%s/%s'><x xmlns='%s'/></presence>".formatted(NAVE, nick, MUC));
  }

  /** Section 10.1.2: its owner, who is in, takes it as it is. */
  static void open(TestClient owner) {
    owner.sends(
        "<iq type='set' id='open' to='%s'><query xmlns='%s#owner'><x xmlns='jabber:x:data' type='submit'/></query></iq>"
            .formatted(NAVE, MUC));
    owner.receives("<iq type='result' id='open'/>");
  }
}
