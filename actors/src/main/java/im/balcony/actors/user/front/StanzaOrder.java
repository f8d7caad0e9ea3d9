package im.balcony.actors.user.front;

import im.balcony.actors.session.SessionId;
import im.balcony.actors.user.messages.MessagePath;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Stanza;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * What one client sends to one account is passed on in its order (RFC 6120 section 10.1), though a
 * message goes through its conversation and a subscription waits for the account's log: whatever
 * would overtake them waits here. A session has one batch with its User at a time; no more than
 * that can wait.
 */
final class StanzaOrder {

  private record Pair(SessionId session, Jid peer) {}

  private record Held(Stanza stanza, Runnable passOn) {}

  private static final class Lane {
    private final ArrayDeque<Held> held = new ArrayDeque<>(2);
    private int writes;
  }

  private final MessagePath path;
  private final Map<Pair, Lane> lanes = new HashMap<>(2);

  StanzaOrder(MessagePath path) {
    this.path = path;
  }

  /** Whether something before this stanza is still under way to the same account. */
  boolean mustWait(SessionId session, Stanza stanza) {
    var to = stanza.to();
    if (to == null) {
      return false;
    }
    var pair = new Pair(session, to.bare());
    return (!lanes.isEmpty() && lanes.containsKey(pair)) || isBehindMessages(pair, stanza);
  }

  private boolean isBehindMessages(Pair pair, Stanza stanza) {
    return !goesThroughConversation(stanza) && path.isUnderWay(pair.session(), pair.peer());
  }

  private static boolean goesThroughConversation(Stanza stanza) {
    return stanza instanceof Message message && message.type() != Message.Type.ERROR;
  }

  /** Passes it on when its turn has come, in {@link #release}. */
  void hold(SessionId session, Stanza stanza, Runnable passOn) {
    lane(session, stanza).held.add(new Held(stanza, passOn));
  }

  /** This stanza waits for the account's log; what is given back is to be run afterwards. */
  Runnable untilWritten(SessionId session, Stanza stanza) {
    var lane = lane(session, stanza);
    lane.writes++;
    return () -> lane.writes--;
  }

  private Lane lane(SessionId session, Stanza stanza) {
    var to = stanza.to();
    if (to == null) {
      throw new IllegalArgumentException("only what has an address has its order");
    }
    return lanes.computeIfAbsent(new Pair(session, to.bare()), pair -> new Lane());
  }

  /** To be called after each command: some may have waited for what it settled. */
  void release() {
    if (!lanes.isEmpty()) {
      lanes.entrySet().removeIf(entry -> release(entry.getKey(), entry.getValue()));
    }
  }

  /** Whether nothing is left to wait for. */
  private boolean release(Pair pair, Lane lane) {
    while (!lane.held.isEmpty()
        && lane.writes == 0
        && !isBehindMessages(pair, lane.held.element().stanza())) {
      lane.held.remove().passOn().run();
    }
    return lane.held.isEmpty() && lane.writes == 0;
  }
}
