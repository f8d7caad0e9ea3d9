package im.balcony.protocol.xep.commands;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request of a command of one step: without a form it asks for one, if the command needs it. What
 * is asked stands in each request, so nothing is kept between them.
 *
 * @param sessionId as the requester has it; null when it begins
 * @param form what was filled in
 */
@Xep(number = 50, name = "Ad-Hoc Commands", version = "1.3.0")
public record AdHocCommand(
    String node, boolean isCancelled, @Nullable String sessionId, @Nullable DataForm form) {
  /** Also the node at which commands are listed (section 2.2). */
  public static final String NAMESPACE = "http://jabber.org/protocol/commands";

  private static final String NAME = "command";
  private static final String SESSION = "sessionid";

  public static boolean isIn(XmlElement payload) {
    return payload.is(NAME, NAMESPACE);
  }

  /** Empty when it names no command, or wants a step that there is not (section 4.4). */
  public static Optional<AdHocCommand> read(XmlElement payload) {
    var node = payload.attribute("node");
    var action = payload.attribute("action");
    if (!isIn(payload) || node == null) {
      return Optional.empty();
    }
    var isKnown =
        action == null
            || action.equals("execute")
            || action.equals("complete")
            || action.equals("next")
            || action.equals("cancel");
    return isKnown
        ? Optional.of(
            new AdHocCommand(
                node,
                "cancel".equals(action),
                payload.attribute(SESSION),
                DataForm.in(payload).orElse(null)))
        : Optional.empty();
  }

  /** The form that is to be filled in. */
  public XmlElement asks(DataForm empty) {
    var actions =
        XmlElement.named("actions", NAMESPACE)
            .attribute("execute", "complete")
            .child(XmlElement.named("complete", NAMESPACE).build())
            .build();
    return answer("executing").child(actions).child(empty.toElement()).build();
  }

  /** That it is done, with what came of it. */
  public XmlElement completed(@Nullable XmlElement result) {
    var answer = answer("completed");
    return result == null ? answer.build() : answer.child(result).build();
  }

  public XmlElement cancelled() {
    return answer("canceled").build();
  }

  private XmlElement.Builder answer(String status) {
    return XmlElement.named(NAME, NAMESPACE)
        .attribute("node", node)
        .attribute(SESSION, sessionId == null ? node : sessionId)
        .attribute("status", status);
  }
}
