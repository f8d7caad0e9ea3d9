package im.balcony.actors.port;

import im.balcony.protocol.xep.push.PushNotification;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The providers that this node may use, as they are configured. */
public interface PushProviders {

  /** Those that there are. */
  Set<PushProvider> configured();

  /** What browsers need to subscribe ({@code applicationServerKey}); empty without Web Push. */
  Optional<String> webPushKey();

  /** Whether a subscription at this address would be used: a URL that a client names. */
  boolean admits(String endpoint);

  /**
   * Returns at once; the stage ends well in any case, within the time that is configured.
   *
   * @param device of a provider that is configured, else it is {@link PushOutcome#TRY_LATER}: keys
   *     of a provider may be missing for a while
   */
  CompletionStage<PushOutcome> send(PushDevice device, PushNotification notification);

  /** Without any. */
  static PushProviders none() {
    return new PushProviders() {
      @Override
      public Set<PushProvider> configured() {
        return Set.of();
      }

      @Override
      public Optional<String> webPushKey() {
        return Optional.empty();
      }

      @Override
      public boolean admits(String endpoint) {
        return false;
      }

      @Override
      public CompletionStage<PushOutcome> send(PushDevice device, PushNotification notification) {
        return CompletableFuture.completedFuture(PushOutcome.TRY_LATER);
      }
    };
  }
}
