package im.balcony.edge.push;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which providers there are and what they may cost: {@code balcony.push.gateway}.
 *
 * @param messageTtl what a provider keeps at most for a device that is not reached
 * @param inFlightMax notifications on their way to one provider
 * @param atOnceMax requests to one service of FCM or Web Push; the others of those wait
 * @param pauseMax how long a provider that is overloaded is left alone at most
 * @param answerBytesMax of an answer; the rest is not read
 * @param threads that look up names and speak HTTPS
 * @param trustedCertificatesFile PEM; null for Java's own
 */
public record GatewaySettings(
    Duration messageTtl,
    int inFlightMax,
    int atOnceMax,
    Duration pauseMax,
    Duration connectMax,
    Duration answerMax,
    int answerBytesMax,
    int threads,
    @Nullable String trustedCertificatesFile,
    Optional<ApnsSettings> apns,
    Optional<FcmSettings> fcm,
    Optional<WebPushSettings> webPush) {
  private static final Duration MESSAGE_TTL_MAX = Duration.ofDays(28);

  /**
   * Reads a whole node's configuration and the files that it names; what is wrong is an {@link
   * IllegalArgumentException} that says what to do.
   */
  public static GatewaySettings from(Config root) {
    var gateway = root.getConfig("balcony.push.gateway");
    var messageTtl = gateway.getDuration("message-ttl");
    if (messageTtl.isNegative() || messageTtl.compareTo(MESSAGE_TTL_MAX) > 0) {
      throw new IllegalArgumentException(
          "balcony.push.gateway.message-ttl is %s: set 0 to 28d".formatted(messageTtl));
    }
    reloadInterval(root);
    var trusted = gateway.getString("trusted-certificates-file");
    return new GatewaySettings(
        messageTtl,
        gateway.getInt("in-flight-max"),
        gateway.getInt("at-once-max"),
        gateway.getDuration("pause-max"),
        gateway.getDuration("connect-max"),
        gateway.getDuration("answer-max"),
        gateway.getInt("answer-bytes-max"),
        gateway.getInt("threads"),
        trusted.isEmpty() ? null : trusted,
        ApnsSettings.from(gateway.getConfig("apns")),
        FcmSettings.from(gateway.getConfig("fcm")),
        WebPushSettings.from(gateway.getConfig("webpush")));
  }

  /** How often the files of keys are looked at; longer than a request may take. */
  public static Duration reloadInterval(Config root) {
    var gateway = root.getConfig("balcony.push.gateway");
    var interval = gateway.getDuration("reload-interval");
    if (interval.compareTo(gateway.getDuration("answer-max")) <= 0) {
      throw new IllegalArgumentException(
          "balcony.push.gateway.reload-interval is %s: set more than answer-max"
              .formatted(interval));
    }
    return interval;
  }

  public boolean isOn() {
    return apns.isPresent() || fcm.isPresent() || webPush.isPresent();
  }
}
