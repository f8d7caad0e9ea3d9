package im.balcony.edge.push;

import com.typesafe.config.Config;
import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushOutcome;
import im.balcony.actors.port.PushProvider;
import im.balcony.actors.port.PushProviders;
import im.balcony.protocol.webpush.VapidToken;
import im.balcony.protocol.xep.push.PushNotification;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The providers that a node's configuration has keys for. */
public final class ConfiguredProviders implements PushProviders, AutoCloseable {
  private final GatewaySettings settings;
  private final Clock clock;
  private final HttpsCalls calls;
  private final @Nullable ApnsProvider apns;
  private final @Nullable FcmProvider fcm;
  private final @Nullable WebPushProvider webPush;

  private ConfiguredProviders(GatewaySettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.calls = new HttpsCalls(settings);
    this.apns = settings.apns().map(each -> new ApnsProvider(each, settings, clock)).orElse(null);
    this.fcm =
        settings.fcm().map(each -> new FcmProvider(each, settings, calls, clock)).orElse(null);
    this.webPush =
        settings
            .webPush()
            .map(each -> new WebPushProvider(each, settings, calls, clock))
            .orElse(null);
  }

  /**
   * Opens no connection yet. What is wrong is an {@link IllegalArgumentException} that says what to
   * do.
   */
  public static ConfiguredProviders open(Config root, Clock clock) {
    return new ConfiguredProviders(GatewaySettings.from(root), clock);
  }

  @Override
  public Set<PushProvider> configured() {
    var all = EnumSet.noneOf(PushProvider.class);
    if (apns != null) {
      all.add(PushProvider.APNS);
    }
    if (fcm != null) {
      all.add(PushProvider.FCM);
    }
    if (webPush != null) {
      all.add(PushProvider.WEB_PUSH);
    }
    return all;
  }

  @Override
  public Optional<String> webPushKey() {
    return settings.webPush().map(each -> VapidToken.publicText(each.publicKey()));
  }

  @Override
  public boolean admits(String endpoint) {
    return webPush != null && webPush.admits(endpoint);
  }

  @Override
  public CompletionStage<PushOutcome> send(PushDevice device, PushNotification notification) {
    if (PushContent.isOver(notification, clock)) {
      return CompletableFuture.completedFuture(PushOutcome.ACCEPTED);
    }
    if (device instanceof PushDevice.Apns app && apns != null) {
      return apns.send(app, notification);
    } else if (device instanceof PushDevice.Fcm app && fcm != null) {
      return fcm.send(app, notification);
    } else if (device instanceof PushDevice.WebPush page && webPush != null) {
      return webPush.send(page, notification);
    }
    return CompletableFuture.completedFuture(PushOutcome.TRY_LATER);
  }

  @Override
  public void close() {
    if (apns != null) {
      apns.close();
    }
    calls.close();
  }
}
