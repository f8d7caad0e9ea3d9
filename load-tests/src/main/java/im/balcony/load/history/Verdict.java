package im.balcony.load.history;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the checker found, with the numbers that show that there was something to check. */
public record Verdict(
    List<Violation> violations,
    int messagesSent,
    int messagesAcknowledged,
    int messagesResent,
    int messagesRefused,
    int deliveries,
    int sessions,
    Returns returns) {
  /** More examples of one kind tell nothing new. */
  private static final int EXAMPLES_PER_KIND_MAX = 10;

  static Verdict of(History history, List<Violation> violations) {
    var messages = history.messages();
    var sessions = history.accounts().stream().flatMap(a -> a.sessions().stream()).toList();
    return new Verdict(
        List.copyOf(violations),
        messages.size(),
        (int) messages.stream().filter(SentMessage::acknowledged).count(),
        (int) messages.stream().filter(SentMessage::resent).count(),
        (int) messages.stream().filter(SentMessage::refusedOnce).count(),
        sessions.stream().mapToInt(session -> session.deliveries().size()).sum(),
        sessions.size(),
        Returns.of(history));
  }

  public boolean isClean() {
    return violations.isEmpty();
  }

  public Map<Violation.Kind, Integer> counts() {
    var counts = new EnumMap<Violation.Kind, Integer>(Violation.Kind.class);
    violations.forEach(violation -> counts.merge(violation.kind(), 1, Integer::sum));
    return counts;
  }

  /** For people: the numbers, and some examples of each kind of violation. */
  public String report() {
    var text =
        new StringBuilder()
            .append(
                "%d sent, %d acknowledged, %d sent again, %d refused; "
                    .formatted(messagesSent, messagesAcknowledged, messagesResent, messagesRefused))
            .append("%d deliveries on %d sessions, %s: ".formatted(deliveries, sessions, returns))
            .append(isClean() ? "clean" : counts().toString());
    var shown = new EnumMap<Violation.Kind, Integer>(Violation.Kind.class);
    for (var violation : violations) {
      if (shown.merge(violation.kind(), 1, Integer::sum) <= EXAMPLES_PER_KIND_MAX) {
        text.append("\n  ").append(violation);
      }
    }
    return text.toString();
  }
}
