package im.balcony.protocol.xep.muc;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is asked to come into a room, by way of the room (XEP-0045 section 7.8.2), or says that
 * it will not.
 *
 * @param other who is asked, or whose invitation is declined; towards the recipient, who did it
 * @param reason for people, at most {@link Muc#REASON_CHARS_MAX} characters
 * @param goesOn what of section 7.9 says that a conversation of two goes on there
 */
public record Invitation(
    Kind kind, Jid other, @Nullable String reason, @Nullable XmlElement goesOn) {
  /** A message with more of them is refused. */
  public static final int INVITATIONS_MAX = 20;

  /** What it is; the element's name is the name in lower case. */
  public enum Kind {
    INVITE("invite"),
    DECLINE("decline");

    private final String element;

    Kind(String element) {
      this.element = element;
    }
  }

  private static final String CONTINUE = "continue";

  /** Whether a message carries one, or what looks like one. */
  public static boolean isIn(XmlElement message) {
    return message
        .child(Muc.X, Muc.USER)
        .filter(
            x ->
                x.child(Kind.INVITE.element, Muc.USER).isPresent()
                    || x.child(Kind.DECLINE.element, Muc.USER).isPresent())
        .isPresent();
  }

  /**
   * As a client sends them to the room; empty when there are too many, or when one names nobody.
   */
  public static List<Invitation> sent(XmlElement message) {
    return read(message, "to");
  }

  /** Who has sent the invitation or the answer that a room passes on. */
  public static Optional<Jid> sender(XmlElement message) {
    return read(message, "from").stream().findFirst().map(Invitation::other);
  }

  /** The invitation that a room passes on; empty for an answer to one. */
  public static Optional<Invitation> passedOn(XmlElement message) {
    return read(message, "from").stream().filter(each -> each.kind() == Kind.INVITE).findFirst();
  }

  private static List<Invitation> read(XmlElement message, String address) {
    var found = message.child(Muc.X, Muc.USER);
    if (found.isEmpty()) {
      return List.of();
    }
    var all = new ArrayList<Invitation>();
    for (var kind : Kind.values()) {
      for (var element : found.get().children(kind.element, Muc.USER)) {
        var other = Jid.tryParse(element.attribute(address));
        if (other.isEmpty() || all.size() >= INVITATIONS_MAX) {
          return List.of();
        }
        all.add(
            new Invitation(
                kind,
                other.get(),
                element
                    .child("reason", Muc.USER)
                    .map(XmlElement::text)
                    .map(Muc::reason)
                    .orElse(null),
                element.child(CONTINUE, Muc.USER).map(Invitation::bare).orElse(null)));
      }
    }
    return all;
  }

  /** Only what is defined: nothing else is passed on under the room's name. */
  private static XmlElement bare(XmlElement given) {
    return XmlElement.named(CONTINUE, Muc.USER)
        .attribute("thread", given.attribute("thread"))
        .build();
  }

  /** As the room passes it on. */
  public XmlElement from(Jid sender, @Nullable String password) {
    return toElement("from", sender, password);
  }

  /** As a client sends it. */
  public XmlElement toElement() {
    return toElement("to", other, null);
  }

  private XmlElement toElement(String address, Jid jid, @Nullable String password) {
    var element = XmlElement.named(kind.element, Muc.USER).attribute(address, jid.toString());
    if (reason != null) {
      element.child(XmlElement.named("reason", Muc.USER).text(reason).build());
    }
    if (goesOn != null) {
      element.child(goesOn);
    }
    var x = XmlElement.named(Muc.X, Muc.USER).child(element.build());
    if (password != null) {
      x.child(XmlElement.named("password", Muc.USER).text(password).build());
    }
    return x.build();
  }
}
