package im.balcony.edge.settings;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How many logins are worked on at once: {@code balcony.edge.c2s.login.admission}.
 *
 * @param atOnceMax that are worked on
 * @param waitingMax that wait for their turn
 * @param waitingPerAddressMax of one address
 * @param waitMax after which one that waits is refused
 * @param turnMax after which one that is worked on does not keep others waiting any more
 * @param retrySecondsMin after which whoever is refused is told to try again, at least
 * @param retrySecondsMax at most
 */
public record AdmissionSettings(
    int atOnceMax,
    int waitingMax,
    int waitingPerAddressMax,
    Duration waitMax,
    Duration turnMax,
    int retrySecondsMin,
    int retrySecondsMax) {

  public AdmissionSettings {
    if (atOnceMax < 1) {
      throw new IllegalArgumentException(
          "balcony.edge.c2s.login.admission.at-once-max must be 1 or more");
    }
    if (retrySecondsMin < 1 || retrySecondsMax < retrySecondsMin) {
      throw new IllegalArgumentException(
          "balcony.edge.c2s.login.admission: retry-seconds-min must be 1 or more, retry-seconds-max not less");
    }
  }

  static AdmissionSettings from(Config admission) {
    return new AdmissionSettings(
        admission.getInt("at-once-max"),
        admission.getInt("waiting-max"),
        admission.getInt("waiting-per-address-max"),
        admission.getDuration("wait-max"),
        admission.getDuration("turn-max"),
        admission.getInt("retry-seconds-min"),
        admission.getInt("retry-seconds-max"));
  }
}
