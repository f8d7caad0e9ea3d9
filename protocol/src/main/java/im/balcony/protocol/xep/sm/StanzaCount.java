package im.balcony.protocol.xep.sm;

/** Counts of stanzas: they begin at 0 and go round at 2^32 (XEP-0198 section 4). */
public final class StanzaCount {
  private static final long MODULUS = 1L << 32;

  private StanzaCount() {}

  /** What goes into "h" for this many stanzas. */
  public static long onTheWire(long stanzas) {
    return Math.floorMod(stanzas, MODULUS);
  }

  /**
   * How many stanzas more than an earlier count this "h" stands for, however often it went round;
   * negative when it is the older of the two, which less than 2^31 stanzas lie between.
   */
  public static long more(long h, long before) {
    return (int) (h - before);
  }
}
