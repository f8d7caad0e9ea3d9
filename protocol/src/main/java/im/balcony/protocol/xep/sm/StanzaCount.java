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
   * How many of {@code sent} stanzas a peer has handled by its {@code h}; the one number between
   * {@code acknowledged} and {@code sent} that fits, or -1 when none does: the count is too high.
   *
   * @param sent all stanzas sent so far, not wrapped
   * @param acknowledged how many of them were acknowledged before, not wrapped
   */
  public static long handled(long h, long sent, long acknowledged) {
    long more = Math.floorMod(h - acknowledged, MODULUS);
    return more <= sent - acknowledged ? acknowledged + more : -1;
  }
}
