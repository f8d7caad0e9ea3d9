package im.balcony.load.command;

import picocli.CommandLine.Option;

/** How many pairs of clients write to each other, and how long. */
final class PairOptions {
  @Option(names = "--pairs", defaultValue = "50", description = "default: ${DEFAULT-VALUE}")
  private int pairs;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "measured; default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "15",
      description = "seconds before that; default: ${DEFAULT-VALUE}")
  private int warmUpSeconds;

  int clients() {
    return pairs * 2;
  }

  int seconds() {
    return seconds;
  }

  int warmUpSeconds() {
    return warmUpSeconds;
  }
}
