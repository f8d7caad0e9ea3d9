package im.balcony.load.client;

import im.balcony.protocol.xml.XmlElement;

/** What a client says to a service of rooms (XEP-0045) at the usual place. */
final class LoadRooms {
  private static final String MUC = "http://jabber.org/protocol/muc";
  private static final String USER = MUC + "#user";

  private LoadRooms() {}

  static String address(String room, String domain) {
    return room + "@conference." + domain;
  }

  /** Section 7.2.1, without history. */
  static String entering(String address, String nick) {
    return "<presence to='%s/%s'><x xmlns='%s'><history maxstanzas='0'/></x></presence>"
        .formatted(address, nick, MUC);
  }

  /** Section 10.1.2: an instant room. */
  static String opening(String address, String id) {
    return "<iq type='set' id='%s' to='%s'><query xmlns='%s#owner'><x xmlns='jabber:x:data' type='submit'/></query></iq>"
        .formatted(id, address, MUC);
  }

  /** Section 7.2.2: the client's own presence, the last one of those that are in. */
  static boolean isIn(XmlElement presence) {
    return presence.attribute("type") == null && isOwn(presence);
  }

  /** Sections 7.14 and 9.1.2: by its own wish or not. */
  static boolean isOut(XmlElement presence) {
    return "unavailable".equals(presence.attribute("type")) && isOwn(presence);
  }

  private static boolean isOwn(XmlElement presence) {
    return presence.children("x", USER).stream()
        .flatMap(user -> user.children("status", USER).stream())
        .anyMatch(status -> "110".equals(status.attribute("code")));
  }
}
