package im.balcony.actors.remote;

import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.feature.IqServices;
import im.balcony.actors.user.account.AccountState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What this server tells others about itself: who it is and what it can do. Everything else that it
 * answers is for its own accounts.
 */
final class RemoteQuestions {
  private static final Set<String> FOR_EVERYBODY =
      Set.of(
          "http://jabber.org/protocol/disco#info",
          "http://jabber.org/protocol/disco#items",
          "urn:xmpp:ping",
          "urn:xmpp:time",
          "jabber:iq:version",
          "jabber:iq:last");

  private final IqServices services;
  private final Clock clock;

  RemoteQuestions(IqServices services, Clock clock) {
    this.services = services;
    this.clock = clock;
  }

  /**
   * The answer to a request.
   *
   * @param place the server itself, or its service of rooms
   */
  CompletionStage<XmlElement> answer(Iq iq, Jid asker, IqService.Place place) {
    var payload = iq.payload();
    if (iq.type() != Iq.Type.GET
        || payload.isEmpty()
        || !FOR_EVERYBODY.contains(payload.get().namespace())) {
      return refusal(iq, StanzaError.serviceUnavailable());
    }
    var request =
        new IqRequest(
            iq,
            payload.get(),
            asker,
            asker.bare(),
            AccountState.NONE,
            null,
            false,
            0,
            () -> CompletableFuture.failedFuture(new IllegalStateException("no archive")),
            clock.instant());
    return answer(iq, services.answer(place, request));
  }

  private static CompletionStage<XmlElement> answer(Iq iq, IqAnswer answer) {
    if (answer instanceof IqAnswer.Result result && result.consequences().isEmpty()) {
      return CompletableFuture.completedFuture(iq.result(result.payload()));
    } else if (answer instanceof IqAnswer.Refused refused) {
      return refusal(iq, refused.error());
    } else if (answer instanceof IqAnswer.Later later) {
      return later
          .begin()
          .get()
          .thenCompose(reply -> answer(iq, reply.answer()))
          .exceptionallyCompose(
              failure ->
                  refusal(iq, StanzaError.internalServerError().withType(StanzaError.Type.WAIT)));
    }
    return refusal(iq, StanzaError.serviceUnavailable());
  }

  private static CompletionStage<XmlElement> refusal(Iq iq, StanzaError error) {
    return CompletableFuture.completedFuture(error.replyTo(iq));
  }
}
