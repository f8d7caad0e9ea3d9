package im.balcony.config;

/** A configuration that cannot be used; its message is the one line its author is shown. */
public final class ConfigProblem extends Exception {
  private static final long serialVersionUID = 1L;

  public ConfigProblem(String message) {
    super(message);
  }
}
