package im.balcony.actors.user.front;

import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.user.messages.MessagePath;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.blocking.BlockList;
import im.balcony.protocol.xep.carbons.CarbonRules;
import im.balcony.protocol.xep.carbons.Carbons;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Messages that the server writes for a client's request, and sends as if the client had. */
final class RequestedMessages {
  private final Front front;
  private final MessagePath path;
  private final RequestOutcomes outcomes;

  RequestedMessages(Front front, MessagePath path, RequestOutcomes outcomes) {
    this.front = front;
    this.path = path;
    this.outcomes = outcomes;
  }

  /**
   * @param number of the request in its session
   * @param done gets the refusal, nothing when the message is stored
   */
  void submit(
      OpenSession session,
      long number,
      IqAnswer.Submitted asked,
      Consumer<Optional<StanzaError>> done) {
    var message = message(session, number, asked);
    if (front.isBlocked(message.to())) {
      done.accept(Optional.of(BlockList.errorForOwner()));
      return;
    }
    outcomes.expect(session.id(), number, done);
    var copied = CarbonRules.isEligible(message, Carbons.Direction.SENT);
    path.submit(session.id(), number, message, true, copied, asked.about());
  }

  /** A request that the session sends again makes the same message again: it adds nothing (I3). */
  private static Message message(OpenSession session, long number, IqAnswer.Submitted asked) {
    var from = asked.message().withAttribute("from", session.fullJid().toString());
    var element =
        from.attribute("id") != null ? from : from.withAttribute("id", idOf(session, number));
    if (StanzaReader.read(element) instanceof StanzaReader.Read read
        && read.stanza() instanceof Message message) {
      return message;
    }
    throw new IllegalStateException("a message that we wrote is not one: " + element);
  }

  private static String idOf(OpenSession session, long number) {
    var submission = session.id().value() + ' ' + number;
    return UUID.nameUUIDFromBytes(submission.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
