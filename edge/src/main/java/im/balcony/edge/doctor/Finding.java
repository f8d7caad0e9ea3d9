package im.balcony.edge.doctor;

/** One thing that was looked at: what it is and, unless it is well, what to do. */
public record Finding(Verdict verdict, String text) {

  /** How bad it is. */
  public enum Verdict {
    WELL("ok"),
    WEAK("warn"),
    WRONG("WRONG");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  static Finding well(String text) {
    return new Finding(Verdict.WELL, text);
  }

  static Finding weak(String text) {
    return new Finding(Verdict.WEAK, text);
  }

  static Finding wrong(String text) {
    return new Finding(Verdict.WRONG, text);
  }

  public boolean stopsTheNode() {
    return verdict == Verdict.WRONG;
  }
}
