package im.balcony.protocol.xep.callinvites;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Locale;
import java.util.Optional;

/**
 * A step of a call to which a message invites (section 3). It says nothing of storage by itself: as
 * a step of XEP-0353 it is content, so that every device, and who was away, learns of it. The
 * server follows no such call: there is no record of it, and it is in no live call slot.
 *
 * @param inviteId the id of the inviting message, which in a room is the room's own; empty in the
 *     invitation itself
 */
@Xep(number = 482, name = "Call Invites", version = "0.1.0")
public record CallInvite(Step step, String inviteId) {
  public static final String NAMESPACE = "urn:xmpp:call-invites:0";

  /** What is said of the call. */
  public enum Step {
    INVITE,
    RETRACT,
    ACCEPT,
    REJECT,
    LEFT;

    private final String elementName = name().toLowerCase(Locale.ROOT);
  }

  /** The first step that the message tells; empty when it tells none that is whole. */
  public static Optional<CallInvite> in(XmlElement message) {
    for (var child : message.elements()) {
      if (child.namespace().equals(NAMESPACE)) {
        var step = read(child);
        if (step.isPresent()) {
          return step;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<CallInvite> read(XmlElement element) {
    for (var step : Step.values()) {
      if (step.elementName.equals(element.name())) {
        var id = element.attribute("id");
        return step == Step.INVITE
            ? Optional.of(new CallInvite(step, ""))
            : Optional.ofNullable(id).map(invite -> new CallInvite(step, invite));
      }
    }
    return Optional.empty();
  }
}
