package im.balcony.edge.management;

/**
 * What is answered to one question.
 *
 * @param status of HTTP
 */
public record ManagementReply(int status, String contentType, String body) {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final String FIGURES = "text/plain; version=0.0.4; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";

  static ManagementReply well(String line) {
    return new ManagementReply(OK, TEXT, line + "\n");
  }

  static ManagementReply unavailable(Iterable<String> lines) {
    return new ManagementReply(UNAVAILABLE, TEXT, String.join("\n", lines) + "\n");
  }

  /** In the exposition format of Prometheus. */
  static ManagementReply figures(String lines) {
    return new ManagementReply(OK, FIGURES, lines);
  }

  static ManagementReply text(int status, String line) {
    return new ManagementReply(status, TEXT, line + "\n");
  }
}
