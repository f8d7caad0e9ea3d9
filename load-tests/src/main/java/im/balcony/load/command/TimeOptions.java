package im.balcony.load.command;

import picocli.CommandLine.Option;

/** How long a run is. */
final class TimeOptions {
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

  int seconds() {
    return seconds;
  }

  int warmUpSeconds() {
    return warmUpSeconds;
  }
}
