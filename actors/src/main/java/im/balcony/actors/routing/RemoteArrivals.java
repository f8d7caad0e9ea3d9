package im.balcony.actors.routing;

import im.balcony.protocol.stanza.Stanza;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where the streams from other servers hand over what they bring. */
public interface RemoteArrivals {

  /**
   * Takes a stanza whose from is of a domain that its stream has authenticated and whose to is of a
   * domain that is served here; both are set. Of one sender stanzas are given in their order.
   *
   * <p>The stage completes when the stanza is settled: a message is durable in its conversation or
   * was refused, anything else is on its way. It fails when that is not known within the time that
   * is configured ({@code balcony.remote.arrival-max}): then the stanza must not be acknowledged
   * (XEP-0198), and the other server may send it again.
   */
  CompletionStage<Void> accept(Stanza stanza);

  /** Where nothing comes from elsewhere. */
  static RemoteArrivals none() {
    return stanza ->
        CompletableFuture.failedFuture(new IllegalStateException("no federation is configured"));
  }
}
