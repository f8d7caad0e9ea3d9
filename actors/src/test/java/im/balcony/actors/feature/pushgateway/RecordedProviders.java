package im.balcony.actors.feature.pushgateway;

import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushOutcome;
import im.balcony.actors.port.PushProvider;
import im.balcony.actors.port.PushProviders;
import im.balcony.protocol.xep.push.PushNotification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Providers that write down what they are given. */
final class RecordedProviders implements PushProviders {
  record Sent(PushDevice device, PushNotification notification) {}

  private final Set<PushProvider> configured;
  final List<Sent> sent = new ArrayList<>();
  CompletableFuture<PushOutcome> outcome = CompletableFuture.completedFuture(PushOutcome.ACCEPTED);

  RecordedProviders(PushProvider... configured) {
    this.configured = Set.of(configured);
  }

  @Override
  public Set<PushProvider> configured() {
    return configured;
  }

  @Override
  public Optional<String> webPushKey() {
    return configured.contains(PushProvider.WEB_PUSH) ? Optional.of("BKey") : Optional.empty();
  }

  @Override
  public boolean admits(String endpoint) {
    return endpoint.startsWith("https://push.example/");
  }

  @Override
  public CompletionStage<PushOutcome> send(PushDevice device, PushNotification notification) {
    sent.add(new Sent(device, notification));
    return outcome;
  }
}
