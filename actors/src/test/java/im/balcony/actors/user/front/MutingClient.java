package im.balcony.actors.user.front;

import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xep.bookmarks.Bookmarks;
import im.balcony.protocol.xep.notifysettings.NotifySetting;
import im.balcony.protocol.xep.notifysettings.NotifySettings;
import im.balcony.protocol.xep.sync.Synchronization;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;

/** What a client says and asks to mute conversations, in each of the ways there are. */
final class MutingClient {
  private static final String PUBSUB = "http://jabber.org/protocol/pubsub";
  private static final String BOXES = "erlang-solutions.com:xmpp:inbox:0#conversation";

  /** Of another application; nobody else may touch it. */
  static final String OTHERS = "<on-mention identity-category='gateway'/>";

  private static int requests;
  private final TestClient client;

  MutingClient(TestClient client) {
    this.client = client;
  }

  private static String set(String id, String payload) {
    return "<iq type='set' id='%s'>%s</iq>".formatted(id, payload);
  }

  /** Whether it was done. */
  boolean does(String payload) {
    var id = "mute" + ++requests;
    client.sends(set(id, payload));
    return "result".equals(client.receives("<iq id='" + id + "'/>").attribute("type"));
  }

  /** Both in one go; whether the second was done. */
  boolean doesTogether(String first, String second) {
    var one = "mute" + ++requests;
    var two = "mute" + ++requests;
    client.sendsTogether(set(one, first), set(two, second));
    client.receives("<iq type='result' id='" + one + "'/>");
    return "result".equals(client.receives("<iq id='" + two + "'/>").attribute("type"));
  }

  /** Publishes a bookmark that says this, to those who have no setting of their own. */
  static String bookmark(String peer, NotifySetting setting) {
    var notify =
        switch (setting) {
          case UNSAID -> "";
          case ALWAYS -> "<always/>";
          case ON_MENTION -> "<on-mention/>";
          case NEVER -> "<never/>";
        };
    return ("<pubsub xmlns='%s'><publish node='%s'><item id='%s'><conference xmlns='%s' name='x'>"
            + "<extensions><notify xmlns='%s'>%s%s</notify></extensions></conference></item>"
            + "</publish></pubsub>")
        .formatted(
            PUBSUB, Bookmarks.NODE, peer, Bookmarks.NODE, NotifySettings.NAMESPACE, OTHERS, notify);
  }

  static String noBookmark(String peer) {
    return "<pubsub xmlns='%s'><retract node='%s'><item id='%s'/></retract></pubsub>"
        .formatted(PUBSUB, Bookmarks.NODE, peer);
  }

  /**
   * By Client Synchronization.
   *
   * @param mute seconds, 0 for ever, empty to end it
   */
  static String mute(String peer, String mute) {
    return "<query xmlns='%s'><conversation jid='%s' type='urn:xabber:chat' mute='%s'/></query>"
        .formatted(Synchronization.NAMESPACE, peer, mute);
  }

  /** By MongooseIM's inbox; 0 ends it. */
  static String muteBox(String peer, long seconds) {
    return "<query xmlns='%s' jid='%s'><mute>%d</mute></query>".formatted(BOXES, peer, seconds);
  }

  /** The payload of the bookmark as it is kept, if there is one. */
  Optional<XmlElement> kept(String peer) {
    var id = "mute" + ++requests;
    client.sends(
        "<iq type='get' id='%s'><pubsub xmlns='%s'><items node='%s'/></pubsub></iq>"
            .formatted(id, PUBSUB, Bookmarks.NODE));
    var answer = client.receives("<iq id='" + id + "'/>");
    return answer.child("pubsub", PUBSUB).stream()
        .flatMap(pubsub -> pubsub.child("items", PUBSUB).stream())
        .flatMap(items -> items.children("item", PUBSUB).stream())
        .filter(item -> peer.equals(item.attribute("id")))
        .map(item -> item.elements().get(0))
        .findFirst();
  }

  /** What the kept bookmark says, if there is one. */
  Optional<NotifySetting> said(String peer) {
    return kept(peer).map(Bookmarks::extensions).map(NotifySettings::in);
  }
}
