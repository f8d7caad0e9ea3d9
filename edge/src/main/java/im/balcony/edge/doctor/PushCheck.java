package im.balcony.edge.doctor;

import com.typesafe.config.Config;
import im.balcony.edge.push.ProviderTrial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether sleeping phones and browsers would be reached: keys, and the providers' word on them. */
final class PushCheck {
  private static final String GATEWAY = "balcony.push.gateway.";

  /** By the setting of each key: another one that somebody sets who wants the provider. */
  private static final Map<String, String> KEYS =
      Map.of(
          "apns.key-file", "apns.topic",
          "fcm.service-account-file", "",
          "webpush.vapid-key-file", "webpush.subject");

  private PushCheck() {}

  static List<Finding> of(Config config) {
    var findings = new ArrayList<Finding>();
    KEYS.keySet().stream().sorted().forEach(key -> file(config, key).ifPresent(findings::add));
    try {
      for (var result : ProviderTrial.of(config)) {
        findings.add(result.works() ? Finding.well(result.text()) : Finding.weak(result.text()));
      }
    } catch (IllegalArgumentException e) {
      findings.add(Finding.wrong(String.valueOf(e.getMessage())));
    }
    return findings.isEmpty()
        ? List.of(
            Finding.weak(
                "push: no provider: phones and browsers that sleep hear of nothing, unless a push"
                    + " service of others wakes them; name a key in balcony.push.gateway"
                    + " (docs/push.md)"))
        : findings;
  }

  private static Optional<Finding> file(Config config, String setting) {
    var file = config.getString(GATEWAY + setting);
    if (!file.isEmpty()) {
      return SecretPermissions.of("push", setting, Path.of(file));
    }
    var other = KEYS.getOrDefault(setting, "");
    return other.isEmpty() || config.getString(GATEWAY + other).isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.weak(
                "push: %s%s is set, but %s is not: that provider is off"
                    .formatted(GATEWAY, other, setting)));
  }
}
