package im.balcony.edge.push;

import com.typesafe.config.Config;
import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushOutcome;
import im.balcony.protocol.webpush.CurveCode;
import im.balcony.protocol.webpush.VapidToken;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushRoute;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Shows our keys to each provider, without a word to any device. */
public final class ProviderTrial {
  /** A token that no device has: to refuse it, a provider must have taken our key. */
  private static final String NOBODY = "00".repeat(32);

  private ProviderTrial() {}

  /**
   * What came of it.
   *
   * @param works false when nothing would reach a device
   */
  public record Result(boolean works, String text) {}

  /** Wrong settings are an {@link IllegalArgumentException} that says what to do. */
  public static List<Result> of(Config root) {
    var settings = GatewaySettings.from(root);
    var results = new ArrayList<Result>();
    settings.apns().ifPresent(apns -> results.add(apns(apns, settings)));
    settings.fcm().ifPresent(fcm -> results.add(fcm(fcm, settings)));
    settings.webPush().ifPresent(webPush -> results.add(webPush(webPush)));
    return results;
  }

  private static Result apns(ApnsSettings apns, GatewaySettings settings) {
    var name = "APNs: " + apns.host() + ":" + apns.port();
    var notification = new PushNotification(null, PushRoute.of(PushRoute.Type.SILENT), null, null);
    try (var provider = new ApnsProvider(apns, settings, Clock.systemUTC())) {
      var outcome =
          provider
              .send(new PushDevice.Apns(NOBODY, null), notification)
              .toCompletableFuture()
              .join();
      return outcome == PushOutcome.GONE
          ? new Result(true, name + " takes the key " + apns.keyId())
          : new Result(
              false,
              name
                  + " is not reached, or refuses the key %s of the team %s for %s: look at key-id, team-id, topic, environment, and at what the firewall lets out"
                      .formatted(apns.keyId(), apns.teamId(), apns.topic()));
    }
  }

  private static Result fcm(FcmSettings fcm, GatewaySettings settings) {
    var name = "FCM: " + fcm.account().tokenUrl().getHost();
    try (var calls = new HttpsCalls(settings)) {
      new AccessTokens(fcm, calls, Clock.systemUTC()).get().toCompletableFuture().join();
      return new Result(
          true, name + " gives access tokens for the project " + fcm.account().projectId());
    } catch (CompletionException e) {
      return new Result(
          false,
          name
              + " gives no access token: look whether the service account has its key still, at this machine's clock, and at what the firewall lets out");
    }
  }

  /** Push services are named by browsers; there is none to ask. */
  private static Result webPush(WebPushSettings webPush) {
    return new Result(
        true,
        "Web Push: messages are encrypted by %s; pages subscribe with the key %s"
            .formatted(CurveCode.inUse().text(), VapidToken.publicText(webPush.publicKey())));
  }
}
