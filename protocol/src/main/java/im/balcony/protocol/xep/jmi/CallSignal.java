package im.balcony.protocol.xep.jmi;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.jingle.CallMedia;
import im.balcony.protocol.xep.jingle.JingleReason;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A step of a call as a message tells it. It is content: who was away learns from the archive that
 * somebody called.
 *
 * @param sessionId the id of the Jingle session
 * @param media that a proposal asks for; empty in other steps
 * @param reason why the call is not taken, not wanted or over; null when none is given
 * @param tieBreak whether it gives way to the other's proposal (section 4.1)
 * @param migratedTo the session that goes on in the place of a finished one (section 4.2); null
 *     when it is over
 */
@Xep(number = 353, name = "Jingle Message Initiation", version = "0.8.0")
public record CallSignal(
    CallStep step,
    String sessionId,
    Set<CallMedia> media,
    @Nullable JingleReason reason,
    boolean tieBreak,
    @Nullable String migratedTo) {
  public static final String NAMESPACE = "urn:xmpp:jingle-message:0";

  /** Calls with longer session ids ring as others do, but are not followed. */
  public static final int SESSION_ID_CHARS_MAX = 256;

  private static final String TIE_BREAK = "tie-break";
  private static final String MIGRATED = "migrated";

  public CallSignal {
    media = Set.copyOf(media);
  }

  /** A step that says nothing but its name. */
  public static CallSignal of(CallStep step, String sessionId) {
    return new CallSignal(step, sessionId, Set.of(), null, false, null);
  }

  /** The first step that the message tells; empty when it tells none. */
  public static Optional<CallSignal> in(XmlElement message) {
    for (var child : message.elements()) {
      if (child.namespace().equals(NAMESPACE)) {
        var signal = read(child);
        if (signal.isPresent()) {
          return signal;
        }
      }
    }
    return Optional.empty();
  }

  /** The call that the message asks devices to ring for; empty when it asks for none. */
  public static Optional<CallSignal> proposal(XmlElement message) {
    return in(message).filter(signal -> signal.step() == CallStep.PROPOSE);
  }

  private static Optional<CallSignal> read(XmlElement element) {
    var id = element.attribute("id");
    return id == null
        ? Optional.empty()
        : CallStep.of(element.name()).map(step -> read(element, step, id));
  }

  private static CallSignal read(XmlElement element, CallStep step, String id) {
    return new CallSignal(
        step,
        id,
        step == CallStep.PROPOSE ? CallMedia.described(element.elements().stream()) : Set.of(),
        JingleReason.in(element).orElse(null),
        element.child(TIE_BREAK, NAMESPACE).isPresent(),
        element.child(MIGRATED, NAMESPACE).map(migrated -> migrated.attribute("to")).orElse(null));
  }

  /** The step without what else clients put in, such as texts for people. */
  public XmlElement toElement() {
    var element = XmlElement.named(step.elementName(), NAMESPACE).attribute("id", sessionId);
    media.stream().sorted().map(CallMedia::toDescription).forEach(element::child);
    if (reason != null) {
      element.child(reason.toElement());
    }
    if (tieBreak) {
      element.child(XmlElement.named(TIE_BREAK, NAMESPACE).build());
    }
    if (migratedTo != null) {
      element.child(XmlElement.named(MIGRATED, NAMESPACE).attribute("to", migratedTo).build());
    }
    return element.build();
  }
}
