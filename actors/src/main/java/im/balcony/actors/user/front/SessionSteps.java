package im.balcony.actors.user.front;

import im.balcony.actors.call.CallFact;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.xep.jingle.Jingle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells calls the steps of sessions (XEP-0166) that this account's devices send and get, so that
 * what one account tells is in order and whole: an answer never comes after the end that followed
 * it. An offer counts when it was passed on to a device: for who sent it, when that one answers.
 */
final class SessionSteps {
  /** Offers without an answer; of older ones the other account tells. */
  private static final int OFFERS_MAX = 20;

  private record Offer(String sessionId, Jid device) {}

  private final Front front;
  private final CallFeed feed;
  private final Map<Offer, CallFact> offers = new LinkedHashMap<>(2);

  SessionSteps(Front front, CallFeed feed) {
    this.front = front;
    this.feed = feed;
  }

  /** One of the account's devices sends it to another account. */
  void sent(Iq iq, Jid from, Jid to) {
    step(iq, to)
        .ifPresent(
            jingle ->
                fact(jingle, from, to)
                    .ifPresent(
                        fact -> {
                          if (fact.kind() == CallFact.Kind.SESSION_INITIATE) {
                            remember(new Offer(jingle.sessionId(), to), fact);
                          } else {
                            feed.tell(jingle.sessionId(), fact, null);
                          }
                        }));
  }

  /** It goes to one of the account's devices. */
  void passedOn(Iq iq, Jid from, Jid to) {
    step(iq, from)
        .ifPresent(
            jingle ->
                fact(jingle, from, to)
                    .ifPresent(
                        fact -> {
                          var offer = offers.remove(new Offer(jingle.sessionId(), from));
                          if (offer != null) {
                            feed.tell(jingle.sessionId(), offer, null);
                          }
                          feed.tell(jingle.sessionId(), fact, null);
                        }));
  }

  private void remember(Offer offer, CallFact fact) {
    offers.put(offer, fact);
    if (offers.size() > OFFERS_MAX) {
      offers.remove(offers.keySet().iterator().next());
    }
  }

  private Optional<CallFact> fact(Jingle jingle, Jid from, Jid to) {
    return CallFact.of(jingle, from, to, front.clock().instant());
  }

  private Optional<Jingle> step(Iq iq, Jid other) {
    return iq.type() == Iq.Type.SET
            && other.local() != null
            && front.router().isLocal(other.domain())
        ? iq.payload().flatMap(Jingle::read)
        : Optional.empty();
  }
}
