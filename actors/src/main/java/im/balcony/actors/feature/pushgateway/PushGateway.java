package im.balcony.actors.feature.pushgateway;

import im.balcony.actors.port.PushOutcome;
import im.balcony.actors.port.PushProviders;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.push.PushPublication;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** XEP-0357 section 7, the service's side: what an account publishes goes to its device. */
public final class PushGateway {
  private static final Logger LOG = LoggerFactory.getLogger(PushGateway.class);

  private final PushProviders providers;
  private final DeviceNodes nodes;

  public PushGateway(PushProviders providers, DeviceNodes nodes) {
    this.providers = providers;
    this.nodes = nodes;
  }

  /**
   * Returns at once; the stage ends well in any case: empty when the provider has taken it.
   *
   * @param account whose node it must be
   */
  public CompletionStage<Optional<StanzaError>> publish(Jid account, XmlElement payload) {
    var read = PushPublication.read(payload);
    if (read.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.of(StanzaError.badRequest()));
    }
    var notification = read.get().notification();
    return nodes
        .open(account, read.get().node())
        .thenCompose(
            device ->
                device
                    .map(each -> providers.send(each, notification))
                    .orElseGet(() -> CompletableFuture.completedFuture(PushOutcome.GONE)))
        .thenApply(PushGateway::error)
        .exceptionally(
            failure -> {
              LOG.warn("a notification cannot be sent: {}", failure.getClass().getSimpleName());
              return Optional.of(StanzaError.internalServerError().withType(StanzaError.Type.WAIT));
            });
  }

  /** What an account understands: it ends the registration, asks again, or lets this one go. */
  private static Optional<StanzaError> error(PushOutcome outcome) {
    return switch (outcome) {
      case ACCEPTED -> Optional.empty();
      case GONE -> Optional.of(StanzaError.itemNotFound());
      case TRY_LATER -> Optional.of(StanzaError.resourceConstraint());
      case REFUSED -> Optional.of(StanzaError.policyViolation());
    };
  }
}
