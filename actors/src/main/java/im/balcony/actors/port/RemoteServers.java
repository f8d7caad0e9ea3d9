package im.balcony.actors.port;

import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The streams to other servers that the edge of this node has, or opens when they are needed.
 * Implementations are called from several threads.
 */
public interface RemoteServers {

  /** Whether stanzas may go to this domain at all: what is configured, no look-up. */
  boolean mayReach(String domain);

  /**
   * Returns at once. What is given for one pair of domains is written in the order in which it was
   * given. The stage ends well in any case, within bounded time.
   *
   * @param stanza with both addresses
   * @param from the domain that sends, one of ours
   * @param to the domain of the other server
   * @return {@link RemoteOutcome#SENT}, or why not: {@code remote-server-not-found}, {@code
   *     remote-server-timeout}, {@code resource-constraint} when too much waits for that domain,
   *     {@code not-allowed} when it is not to be reached
   */
  CompletionStage<RemoteOutcome> send(Stanza stanza, String from, String to);

  /** Without any. */
  static RemoteServers none() {
    return new RemoteServers() {
      @Override
      public boolean mayReach(String domain) {
        return false;
      }

      @Override
      public CompletionStage<RemoteOutcome> send(Stanza stanza, String from, String to) {
        return CompletableFuture.completedFuture(
            new RemoteOutcome(StanzaError.remoteServerNotFound()));
      }
    };
  }
}
