package im.balcony.edge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import im.balcony.edge.keys.RotationState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line back.
 *
 * @param problem why it was not done; null when it was
 * @param users a page of addresses, for list
 * @param more whether another page follows
 * @param added number of accounts made, for import
 * @param existed number of rows whose account was there before, for import
 * @param refused what was not imported, one text a row
 * @param status lines about the node, for status
 * @param rotation how far the rotation of the master key is
 * @param lines records, for export
 * @param next where the next page begins (microseconds since 1970), for export
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AdminReply(
    @Nullable String problem,
    @Nullable List<String> users,
    boolean more,
    int added,
    int existed,
    @Nullable List<String> refused,
    @Nullable List<String> status,
    @Nullable RotationState rotation,
    @Nullable List<String> lines,
    long next) {

  public static AdminReply done() {
    return new AdminReply(null, null, false, 0, 0, null, null, null, null, 0);
  }

  public static AdminReply problem(String text) {
    return new AdminReply(text, null, false, 0, 0, null, null, null, null, 0);
  }

  public static AdminReply users(List<String> page, boolean more) {
    return new AdminReply(null, page, more, 0, 0, null, null, null, null, 0);
  }

  public static AdminReply imported(int added, int existed, List<String> refused) {
    return new AdminReply(null, null, false, added, existed, refused, null, null, null, 0);
  }

  public static AdminReply status(List<String> lines) {
    return new AdminReply(null, null, false, 0, 0, null, lines, null, null, 0);
  }

  public static AdminReply rotation(RotationState state) {
    return new AdminReply(null, null, false, 0, 0, null, null, state, null, 0);
  }

  /**
   * @param more whether another page follows, from next on
   */
  public static AdminReply lines(List<String> page, long next, boolean more) {
    return new AdminReply(null, null, more, 0, 0, null, null, null, page, next);
  }

  public List<String> linesOrNone() {
    return lines == null ? List.of() : lines;
  }

  public List<String> usersOrNone() {
    return users == null ? List.of() : users;
  }

  public List<String> refusedOrNone() {
    return refused == null ? List.of() : refused;
  }
}
