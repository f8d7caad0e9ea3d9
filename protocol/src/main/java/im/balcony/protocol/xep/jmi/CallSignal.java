package im.balcony.protocol.xep.jmi;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.Set;

/**
 * A step of a call as a message tells it. It is content: who was away learns from the archive that
 * somebody called.
 *
 * @param step {@code propose}, {@code ringing}, {@code proceed} and so on, as the client wrote it
 * @param sessionId the id of the Jingle session
 */
@Xep(number = 353, name = "Jingle Message Initiation", version = "0.8.0")
public record CallSignal(String step, String sessionId) {
  public static final String NAMESPACE = "urn:xmpp:jingle-message:0";

  private static final Set<String> STEPS =
      Set.of("propose", "ringing", "proceed", "accept", "reject", "retract", "finish");

  /** Empty when the message is no such step. */
  public static Optional<CallSignal> in(XmlElement message) {
    return message.elements().stream()
        .filter(child -> child.namespace().equals(NAMESPACE) && STEPS.contains(child.name()))
        .flatMap(
            child ->
                Optional.ofNullable(child.attribute("id"))
                    .map(id -> new CallSignal(child.name(), id))
                    .stream())
        .findFirst();
  }

  /** The step without what else clients put in, such as the media of a proposal. */
  public XmlElement toElement() {
    return XmlElement.named(step, NAMESPACE).attribute("id", sessionId).build();
  }
}
