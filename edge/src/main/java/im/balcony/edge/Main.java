package im.balcony.edge;

import im.balcony.edge.command.BalconyCommand;

/** The one program: {@code ./balcony} calls it with what its user wrote. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(BalconyCommand.run(args));
  }
}
