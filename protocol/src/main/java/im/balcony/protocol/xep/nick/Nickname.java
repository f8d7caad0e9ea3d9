package im.balcony.protocol.xep.nick;

import im.balcony.protocol.xep.Xep;

/** The name a user goes by; the one item of its node holds it (section 4.3). */
@Xep(number = 172, name = "User Nickname", version = "1.1")
public final class Nickname {
  /** The node, and the namespace of its item. */
  public static final String NODE = "http://jabber.org/protocol/nick";

  private Nickname() {}
}
