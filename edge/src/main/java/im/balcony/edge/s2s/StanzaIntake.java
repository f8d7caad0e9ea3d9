package im.balcony.edge.s2s;

import im.balcony.actors.routing.RemoteArrivals;
import im.balcony.edge.settings.S2sSettings.Inbound;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What comes in on one stream: who may say what (RFC 6120 8.1.1.2, 8.1.2.2), how much of it at
 * once, and how far it is settled. On the event loop.
 */
final class StanzaIntake {

  /** The stream that it belongs to. */
  interface Stream {
    /** Whether the stream has proved that stanzas of this pair may come on it. */
    boolean isProved(Pair pair);

    void readNoMore();

    void readAgain();

    /** One more is settled. */
    void settled();

    /** A stanza was lost on our side, which must not be acknowledged. */
    void failed();
  }

  private final Stream stream;
  private final PeerPolicy policy;
  private final RemoteArrivals arrivals;
  private final Consumer<Stanza> answers;
  private final Inbound bounds;
  private final Executor loop;
  private final Deque<boolean[]> inFlight = new ArrayDeque<>();
  private long settledCount;
  private int ofThisSecond;
  private boolean isPaused;

  /**
   * For one stream.
   *
   * @param answers takes what goes back to the other server
   */
  StanzaIntake(
      Stream stream,
      PeerPolicy policy,
      RemoteArrivals arrivals,
      Consumer<Stanza> answers,
      Inbound bounds,
      Executor loop) {
    this.stream = stream;
    this.policy = policy;
    this.arrivals = arrivals;
    this.answers = answers;
    this.bounds = bounds;
    this.loop = loop;
  }

  /** Takes a stanza; the condition with which the stream ends if it may not have been sent. */
  Optional<StreamErrorCondition> take(XmlElement element) {
    var from = Jid.tryParse(element.attribute("from"));
    var to = Jid.tryParse(element.attribute("to"));
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.of(StreamErrorCondition.IMPROPER_ADDRESSING);
    }
    if (!policy.serves(to.get().domain())) {
      return Optional.of(StreamErrorCondition.HOST_UNKNOWN);
    }
    if (!stream.isProved(new Pair(from.get().domain(), to.get().domain()))) {
      return Optional.of(StreamErrorCondition.INVALID_FROM);
    }
    var ours = element.withContentNamespace(OutboundStream.SERVER, "jabber:client");
    var settled = new boolean[1];
    inFlight.add(settled);
    ofThisSecond++;
    if (StanzaReader.read(ours) instanceof StanzaReader.Read read) {
      hand(read.stanza(), settled);
    } else {
      refuse(StanzaReader.read(ours));
      settle(settled);
    }
    if (inFlight.size() >= bounds.stanzasInFlightMax()
        || ofThisSecond >= bounds.stanzasPerSecondMax()) {
      isPaused = true;
      stream.readNoMore();
    }
    return Optional.empty();
  }

  private void hand(Stanza stanza, boolean[] settled) {
    var unused =
        arrivals
            .accept(stanza)
            .whenCompleteAsync(
                (done, problem) -> {
                  if (problem == null) {
                    settle(settled);
                  } else {
                    stream.failed();
                  }
                },
                loop);
  }

  private void refuse(StanzaReader.Result result) {
    if (result instanceof StanzaReader.Refused refused
        && refused.reply().map(StanzaReader::read).orElse(null)
            instanceof StanzaReader.Read reply) {
      answers.accept(reply.stanza());
    }
  }

  /** Counts go on only over what lies settled from the first on (XEP-0198 4). */
  private void settle(boolean[] which) {
    which[0] = true;
    while (!inFlight.isEmpty() && inFlight.peek()[0]) {
      inFlight.remove();
      settledCount++;
    }
    stream.settled();
    resume();
  }

  void onSecond() {
    ofThisSecond = 0;
    resume();
  }

  private void resume() {
    if (isPaused
        && inFlight.size() <= bounds.stanzasInFlightMax() / 2
        && ofThisSecond < bounds.stanzasPerSecondMax()) {
      isPaused = false;
      stream.readAgain();
    }
  }

  boolean isPaused() {
    return isPaused;
  }

  /** Stanzas settled, in order, since the stream began. */
  long settledCount() {
    return settledCount;
  }

  /** Stanzas taken in since the stream began. */
  long takenCount() {
    return settledCount + inFlight.size();
  }
}
