package im.balcony.edge.s2s;

import im.balcony.edge.bridge.ConnectionWatch;
import im.balcony.edge.metrics.EdgeMetrics;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The way from our domains to other servers: a link for each pair of domains. */
final class ServerLinks implements ConnectionWatch.Watched {
  private static final String CLIENT = "jabber:client";

  private final ServerServices services;
  private final OutboundDialer dialer;
  // On the event loop alone.
  private final Map<Pair, OutboundLink> links = new HashMap<>();
  private int now;
  private volatile EdgeMetrics metrics = EdgeMetrics.NONE;

  ServerLinks(ServerServices services, OutboundDialer dialer) {
    this.services = services;
    this.dialer = dialer;
    this.now = services.watch().nowSeconds();
  }

  /** From now on what waits is counted here. */
  void countBy(EdgeMetrics counting) {
    metrics = counting;
  }

  /** Whether the operator's lists let anybody reach this domain. */
  boolean mayReach(String domain) {
    return services.policy().mayTalkTo(domain);
  }

  /**
   * Sends a stanza, in order for each pair of domains; from any thread.
   *
   * @return nothing when it was written, or acknowledged where the stream does that; else why not
   */
  CompletionStage<Optional<StanzaError>> send(Stanza stanza, String from, String to) {
    if (!services.policy().serves(from) || !mayReach(to)) {
      return CompletableFuture.completedFuture(Optional.of(StanzaError.notAllowed()));
    }
    var xml =
        stanza
            .element()
            .withContentNamespace(CLIENT, OutboundStream.SERVER)
            .toBytes(OutboundStream.SERVER);
    var outcome = new CompletableFuture<Optional<StanzaError>>();
    try {
      services.loop().execute(() -> sendNow(new Pair(from, to), xml, outcome));
    } catch (java.util.concurrent.RejectedExecutionException stopping) {
      outcome.complete(Optional.of(StanzaError.remoteServerTimeout()));
    }
    return outcome;
  }

  private void sendNow(Pair pair, byte[] xml, CompletableFuture<Optional<StanzaError>> outcome) {
    var link = links.get(pair);
    if (link == null) {
      if (links.size() >= services.settings().outbound().linksMax()) {
        outcome.complete(
            Optional.of(StanzaError.resourceConstraint().withText("too many servers")));
        return;
      }
      link = new OutboundLink(pair, dialer, services.settings().outbound(), now);
      links.put(pair, link);
    }
    link.send(xml, outcome);
  }

  /**
   * A stream that another server has opened may carry stanzas of this pair to it (XEP-0288).
   *
   * @return who hears of what becomes of them; empty if another stream is there or being opened
   */
  Optional<OutboundOwner> offer(Pair pair, Carrier carrier) {
    var link = links.get(pair);
    if (link == null && links.size() < services.settings().outbound().linksMax()) {
      link = new OutboundLink(pair, dialer, services.settings().outbound(), now);
      links.put(pair, link);
    }
    return link != null && link.adopt(carrier) ? Optional.of(link) : Optional.empty();
  }

  @Override
  public void onSecond(int second) {
    now = second;
    links.values().forEach(link -> link.tick(second));
    links.values().removeIf(OutboundLink::isForgettable);
    metrics.serversWait(
        links.values().stream().mapToInt(OutboundLink::waiting).sum(),
        links.values().stream().mapToInt(OutboundLink::oldestSeconds).max().orElse(0));
  }
}
