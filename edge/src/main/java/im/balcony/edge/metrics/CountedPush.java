package im.balcony.edge.metrics;

import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushOutcome;
import im.balcony.actors.port.PushProvider;
import im.balcony.actors.port.PushProviders;
import im.balcony.protocol.xep.push.PushNotification;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Providers of push, with what they answered counted. */
public record CountedPush(PushProviders providers, EdgeMetrics metrics) implements PushProviders {

  @Override
  public Set<PushProvider> configured() {
    return providers.configured();
  }

  @Override
  public Optional<String> webPushKey() {
    return providers.webPushKey();
  }

  @Override
  public boolean admits(String endpoint) {
    return providers.admits(endpoint);
  }

  @Override
  public CompletionStage<PushOutcome> send(PushDevice device, PushNotification notification) {
    return providers
        .send(device, notification)
        .thenApply(
            outcome -> {
              metrics.pushed(device.provider(), outcome);
              return outcome;
            });
  }
}
