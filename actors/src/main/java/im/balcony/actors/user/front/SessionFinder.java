package im.balcony.actors.user.front;

import im.balcony.protocol.jid.Jid;
import java.util.concurrent.CompletionStage;

/**
 * Asks the edges for the sessions of an account whose User starts: each of them registers again
 * before the account counts as offline.
 */
@FunctionalInterface
public interface SessionFinder {
  /** Ends with the number of sessions that were told, once every edge has answered. */
  CompletionStage<Integer> callSessionsOf(Jid bareJid);
}
