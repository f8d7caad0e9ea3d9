package im.balcony.edge.s2s;

import im.balcony.edge.bridge.ConnectionWatch;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.dialback.Dialback;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Asks the authoritative server of a domain about a key (XEP-0220 2.1.2), each time on a connection
 * of its own, found by the domain's name alone: never on the one that brought the key.
 */
final class KeyQuestions implements ConnectionWatch.Watched {
  private final ServerServices services;
  private final OutboundDialer dialer;
  private final Set<Question> open = new LinkedHashSet<>();

  KeyQuestions(ServerServices services, OutboundDialer dialer) {
    this.services = services;
    this.dialer = dialer;
  }

  /**
   * Asks; on the event loop.
   *
   * @param result what the initiating server has sent to us
   * @param streamId what we gave its stream
   * @param then gets the answer for the initiating server
   */
  void ask(Dialback result, String streamId, Consumer<Dialback> then) {
    if (open.size() >= services.settings().inbound().verificationsMax()) {
      then.accept(result.refusal(StanzaError.resourceConstraint()));
      return;
    }
    var request = Dialback.verify(result.to(), result.from(), streamId, result.key());
    var question = new Question(result, then);
    open.add(question);
    dialer.open(OutboundTask.ask(request), question);
  }

  @Override
  public void onSecond(int now) {
    for (var question : List.copyOf(open)) {
      question.tick();
    }
  }

  private final class Question implements OutboundOwner {
    private final Dialback result;
    private final Consumer<Dialback> then;
    private int seconds;

    Question(Dialback result, Consumer<Dialback> then) {
      this.result = result;
      this.then = then;
    }

    @Override
    public void answered(Dialback answer) {
      switch (answer.verdict()) {
        case VALID -> decide(result.answer(true));
        case INVALID -> decide(result.answer(false));
        default -> decide(result.refusal(StanzaError.remoteServerNotFound()));
      }
    }

    @Override
    public void ended(StanzaError why) {
      decide(result.refusal(why.withText("the server of the domain cannot be asked")));
    }

    void tick() {
      if (++seconds >= services.settings().inbound().verificationSecondsMax()) {
        decide(result.refusal(StanzaError.remoteServerTimeout()));
      }
    }

    private void decide(Dialback answer) {
      if (open.remove(this)) {
        then.accept(answer);
      }
    }
  }
}
