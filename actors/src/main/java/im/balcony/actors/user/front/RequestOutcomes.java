package im.balcony.actors.user.front;

import im.balcony.actors.session.SessionId;
import im.balcony.protocol.stanza.StanzaError;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Who waits to hear what became of a message that the server wrote for a client's request. */
final class RequestOutcomes {
  private final Map<Submitted, Consumer<Optional<StanzaError>>> waiting = new HashMap<>(2);

  private record Submitted(SessionId session, long number) {}

  /**
   * @param then gets the refusal, nothing when the message is stored
   */
  void expect(SessionId session, long number, Consumer<Optional<StanzaError>> then) {
    waiting.put(new Submitted(session, number), then);
  }

  /** False when it was a message that the client itself has sent. */
  boolean ended(SessionId session, long number, Optional<StanzaError> refusal) {
    var then = waiting.isEmpty() ? null : waiting.remove(new Submitted(session, number));
    if (then == null) {
      return false;
    }
    then.accept(refusal);
    return true;
  }
}
