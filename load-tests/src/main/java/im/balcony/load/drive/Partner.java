package im.balcony.load.drive;

/** Who writes to whom: 1 with 2, 3 with 4, and so on. */
public final class Partner {
  private Partner() {}

  public static int of(int number) {
    return number % 2 == 0 ? number - 1 : number + 1;
  }
}
