package im.balcony.edge.push;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Firebase Cloud Messaging: {@code balcony.push.gateway.fcm}.
 *
 * @param url of the interface, without a path
 * @param tokenPause how long no access token is asked for after none was given
 */
public record FcmSettings(ServiceAccount account, URI url, Duration tokenPause) {
  private static final String NAME = "balcony.push.gateway.fcm.";

  static Optional<FcmSettings> from(Config fcm) {
    var file = fcm.getString("service-account-file");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new FcmSettings(
            ServiceAccount.read(NAME + "service-account-file", file),
            HttpsUrls.required(NAME + "url", fcm.getString("url")),
            fcm.getDuration("token-pause")));
  }
}
