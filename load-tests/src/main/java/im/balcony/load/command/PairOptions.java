package im.balcony.load.command;

import picocli.CommandLine.Option;

/** How many pairs of clients write to each other. */
final class PairOptions {
  @Option(names = "--pairs", defaultValue = "50", description = "default: ${DEFAULT-VALUE}")
  private int pairs;

  int clients() {
    return pairs * 2;
  }
}
