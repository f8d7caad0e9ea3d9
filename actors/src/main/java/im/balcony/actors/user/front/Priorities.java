package im.balcony.actors.user.front;

import im.balcony.protocol.xml.XmlElement;

/** The priority of an available resource (RFC 6121 section 4.7.2.3). */
final class Priorities {
  private static final int LOWEST = -128;
  private static final int HIGHEST = 127;

  private Priorities() {}

  /** Zero without one, and for what is no integer of that range. */
  static int of(XmlElement presence) {
    var element = presence.child("priority", presence.namespace());
    if (element.isEmpty()) {
      return 0;
    }
    try {
      var priority = Integer.parseInt(element.get().text().trim());
      return priority < LOWEST || priority > HIGHEST ? 0 : priority;
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }
}
