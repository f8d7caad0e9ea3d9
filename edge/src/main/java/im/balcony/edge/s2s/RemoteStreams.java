package im.balcony.edge.s2s;

import im.balcony.actors.port.RemoteOutcome;
import im.balcony.actors.port.RemoteServers;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * This node's streams to other servers, as its actors have them: they start before the streams can,
 * and nothing is reached until then.
 */
public final class RemoteStreams implements RemoteServers {
  private volatile @Nullable ServerEdge edge;

  /** From now on by these. */
  public void opened(ServerEdge opened) {
    edge = opened;
  }

  @Override
  public boolean mayReach(String domain) {
    var open = edge;
    return open == null || open.mayReach(domain);
  }

  @Override
  public CompletionStage<RemoteOutcome> send(Stanza stanza, String from, String to) {
    var open = edge;
    return open == null
        ? CompletableFuture.completedFuture(
            new RemoteOutcome(StanzaError.remoteServerTimeout().withText("this node starts")))
        : open.send(stanza, from, to)
            .thenApply(refusal -> refusal.map(RemoteOutcome::new).orElse(RemoteOutcome.SENT));
  }
}
