package im.balcony.edge.push;

import com.typesafe.config.Config;
import java.security.interfaces.ECPrivateKey;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Apple's push service: {@code balcony.push.gateway.apns}.
 *
 * @param topic the bundle id of the app
 */
public record ApnsSettings(
    ECPrivateKey key,
    String keyId,
    String teamId,
    String topic,
    String host,
    int port,
    int connections,
    Texts texts) {
  private static final String NAME = "balcony.push.gateway.apns.";
  private static final Pattern ID = Pattern.compile("[A-Z0-9]{10}");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9.-]{1,200}");

  /** What is shown by an app that reads nothing itself. */
  public record Texts(String message, String call, String missed, String sound) {}

  static Optional<ApnsSettings> from(Config apns) {
    var file = apns.getString("key-file");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    var key = KeyFiles.p256(NAME + "key-file", file);
    var environment = apns.getString("environment");
    if (!environment.equals("production") && !environment.equals("sandbox")) {
      throw new IllegalArgumentException(
          NAME + "environment is \"%s\": set production or sandbox".formatted(environment));
    }
    var usual =
        environment.equals("production") ? "api.push.apple.com" : "api.sandbox.push.apple.com";
    var host = apns.getString("host");
    return Optional.of(
        new ApnsSettings(
            key,
            fitting(apns, "key-id", ID, "the ten characters in the name of the key's file"),
            fitting(apns, "team-id", ID, "the ten characters of your developer account"),
            fitting(apns, "topic", TOPIC, "the bundle id of the app"),
            host.isEmpty() ? usual : host,
            apns.getInt("port"),
            apns.getInt("connections"),
            new Texts(
                apns.getString("alert-text"),
                apns.getString("call-text"),
                apns.getString("missed-text"),
                apns.getString("sound"))));
  }

  private static String fitting(Config apns, String name, Pattern form, String what) {
    var value = apns.getString(name);
    if (!form.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s%s is \"%s\": set %s".formatted(NAME, name, value, what));
    }
    return value;
  }

  @Override
  public String toString() {
    return "ApnsSettings[" + topic + "]";
  }
}
