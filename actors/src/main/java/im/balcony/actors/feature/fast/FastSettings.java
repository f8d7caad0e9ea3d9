package im.balcony.actors.feature.fast;

import java.time.Duration;

/**
 * How long clients and their tokens are good.
 *
 * @param clientsMax installations that an account remembers; the idlest is forgotten first
 * @param seenEvery how precisely it is remembered when a client was seen last
 * @param tokenLifetime after which a token logs nobody in any more
 * @param rotateAfter a token that is older is replaced when it is used
 */
public record FastSettings(
    int clientsMax, Duration seenEvery, Duration tokenLifetime, Duration rotateAfter) {
  public FastSettings {
    if (clientsMax < 1) {
      throw new IllegalArgumentException("balcony.user.clients.remembered-max is less than 1");
    }
    if (rotateAfter.compareTo(tokenLifetime) >= 0) {
      throw new IllegalArgumentException(
          "balcony.user.clients.rotate-after is not shorter than token-lifetime");
    }
  }
}
