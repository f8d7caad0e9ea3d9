package im.balcony.actors.user.front;

import im.balcony.actors.call.CallCommand;
import im.balcony.actors.call.CallId;
import im.balcony.actors.call.Calls;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.messages.MessagePath;
import im.balcony.protocol.stanza.StanzaError;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the records of the account's calls into their conversations, as messages of no session. The
 * call asks again until it hears that its record is stored; a second one adds nothing (I3).
 */
final class CallRecordWriter {
  /** Records on their way at once; calls ask for what is more again. */
  private static final int RECORDS_MAX = 64;

  /** Of this incarnation: what an earlier one sent is not taken for ours. */
  private final SessionId session = SessionId.random();

  private final MessagePath path;
  private final RequestOutcomes outcomes;
  private final Calls calls;
  private final Set<CallId> underWay = new HashSet<>(2);
  private long lastNumber;

  CallRecordWriter(MessagePath path, RequestOutcomes outcomes, Calls calls) {
    this.path = path;
    this.outcomes = outcomes;
    this.calls = calls;
  }

  void write(UserCommand.WriteCallRecord write) {
    var call = write.call();
    if (underWay.size() >= RECORDS_MAX || !underWay.add(call)) {
      return;
    }
    var number = ++lastNumber;
    outcomes.expect(session, number, refusal -> ended(call, refusal));
    path.submit(session, number, write.record(), true, true, null);
  }

  /** What is refused for good is never stored: the responder has blocked who called, say. */
  private void ended(CallId call, Optional<StanzaError> refusal) {
    underWay.remove(call);
    if (refusal.isEmpty() || refusal.get().type() != StanzaError.Type.WAIT) {
      calls.tell(call, new CallCommand.Recorded());
    }
  }
}
