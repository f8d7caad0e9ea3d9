package im.balcony.persistence.event.conversation;

/** How many contents of one type each participant has sent. */
public record Counts(long first, long second) {
  public static final Counts NONE = new Counts(0, 0);

  public Counts plusFirst() {
    return new Counts(first + 1, second);
  }

  public Counts plusSecond() {
    return new Counts(first, second + 1);
  }
}
