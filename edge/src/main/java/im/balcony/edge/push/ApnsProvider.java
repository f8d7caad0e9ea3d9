package im.balcony.edge.push;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushOutcome;
import im.balcony.protocol.xep.push.PushNotification;
import java.io.File;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Apple's push service by HTTP/2; its connections and tokens are pushy's. */
final class ApnsProvider implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApnsProvider.class);
  private static final int GONE = 410;
  private static final int TOO_LARGE = 413;
  private static final int FIRST_OVERLOAD = 429;

  /** The token is not one, or of another app or environment. */
  private static final Set<String> LOST =
      Set.of("BadDeviceToken", "DeviceTokenNotForTopic", "Unregistered", "ExpiredToken");

  /** What only the operator can put right; the next notification fares no better. */
  private static final Set<String> OURS =
      Set.of(
          "BadCertificate",
          "BadCertificateEnvironment",
          "BadTopic",
          "ExpiredProviderToken",
          "Forbidden",
          "InvalidProviderToken",
          "MissingProviderToken",
          "MissingTopic",
          "TopicDisallowed");

  private final ApnsSettings settings;
  private final GatewaySettings gateway;
  private final Gate gate;
  private final Clock clock;
  private final ApnsClient client;

  ApnsProvider(ApnsSettings settings, GatewaySettings gateway, Clock clock) {
    this.settings = settings;
    this.gateway = gateway;
    this.gate = new Gate("APNs", gateway, clock);
    this.clock = clock;
    this.client = client(settings, gateway);
  }

  private static ApnsClient client(ApnsSettings settings, GatewaySettings gateway) {
    try {
      var builder =
          new ApnsClientBuilder()
              .setApnsServer(settings.host(), settings.port())
              .setSigningKey(
                  new ApnsSigningKey(settings.keyId(), settings.teamId(), settings.key()))
              .setConcurrentConnections(settings.connections())
              .setConnectionTimeout(gateway.connectMax());
      if (gateway.trustedCertificatesFile() != null) {
        builder.setTrustedServerCertificateChain(new File(gateway.trustedCertificatesFile()));
      }
      return builder.build();
    } catch (SSLException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "balcony.push.gateway.apns cannot be used: " + e.getMessage(), e);
    }
  }

  CompletionStage<PushOutcome> send(PushDevice.Apns device, PushNotification notification) {
    var notice =
        new ApnsNotice(
            settings, notification, PushContent.expires(notification, gateway.messageTtl(), clock));
    var callToken = device.callToken();
    if (callToken == null || !notice.isForPushKit(device)) {
      return send(notice.toApp(device.token(), callToken != null));
    }
    // Where PushKit lets the app down, a call still is something to see.
    return send(notice.call(callToken))
        .thenCompose(
            outcome ->
                outcome == PushOutcome.GONE
                    ? send(notice.toApp(device.token(), false))
                    : CompletableFuture.completedFuture(outcome));
  }

  private CompletionStage<PushOutcome> send(SimpleApnsPushNotification notice) {
    return gate.pass(
        () ->
            client
                .sendNotification(notice)
                .thenApply(this::outcome)
                .orTimeout(gateway.answerMax().toMillis(), TimeUnit.MILLISECONDS));
  }

  private PushOutcome outcome(PushNotificationResponse<SimpleApnsPushNotification> response) {
    if (response.isAccepted()) {
      return PushOutcome.ACCEPTED;
    }
    var reason = response.getRejectionReason().orElse("");
    int status = response.getStatusCode();
    if (status == GONE || LOST.contains(reason)) {
      return PushOutcome.GONE;
    }
    LOG.warn("APNs refuses a notification: {} {}", status, reason);
    if (reason.equals("TooManyRequests")) {
      return PushOutcome.TRY_LATER; // to this device only
    }
    if (status >= FIRST_OVERLOAD) {
      gate.pause(Duration.ofSeconds(1));
      return PushOutcome.TRY_LATER;
    }
    return status != TOO_LARGE && OURS.contains(reason)
        ? PushOutcome.TRY_LATER
        : PushOutcome.REFUSED;
  }

  @Override
  public void close() {
    // It ends its connections and threads by and by; nothing is left to do when it has.
    var unused = client.close();
  }
}
