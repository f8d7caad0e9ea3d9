package im.balcony.actors.fence;

import java.time.Duration;

/**
 * @param beatEvery how often the other nodes are asked
 * @param freshFor how old the last majority may be; must be smaller than the time the cluster needs
 *     to detect and remove a silent node
 * @param giveUpAfter how long a write may wait for a majority before the node stops itself
 */
public record FenceSettings(Duration beatEvery, Duration freshFor, Duration giveUpAfter) {
  public static final FenceSettings DEFAULT =
      new FenceSettings(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(20));

  public FenceSettings {
    if (beatEvery.multipliedBy(2).compareTo(freshFor) > 0 || freshFor.compareTo(giveUpAfter) > 0) {
      throw new IllegalArgumentException(
          "beatEvery, freshFor, giveUpAfter must grow in this order");
    }
  }
}
