package im.balcony.actors.feature.pubsub;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.user.account.AccountState;
import im.balcony.actors.user.pubsub.Node;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request does to an account's nodes: the events so far, and where they lead. */
final class NodeChange {
  private final PubsubLimits limits;
  private final List<AccountEvent> events = new ArrayList<>();
  private final List<Consequence> consequences = new ArrayList<>();
  private AccountState state;

  NodeChange(AccountState state, PubsubLimits limits) {
    this.state = state;
    this.limits = limits;
  }

  /** The account as it will be. */
  AccountState state() {
    return state;
  }

  void add(AccountEvent event) {
    events.add(event);
    state = event.fold(state);
  }

  /** Whoever may see this node is told, after the answer. */
  void tell(String name, Node node, XmlElement event) {
    if (node.config().deliversNotifications()) {
      consequences.add(new Consequence.NotifyNode(name, node, event));
    }
  }

  void follow(Consequence consequence) {
    consequences.add(consequence);
  }

  /** The result once it is durable, or that it is too much to keep. */
  IqAnswer answer(@Nullable XmlElement payload) {
    if (!events.isEmpty() && state.nodes().bytes() > limits.bytesMax()) {
      return IqAnswer.refused(
          StanzaError.resourceConstraint().withText("the account keeps too many bytes"));
    }
    var following = List.copyOf(consequences);
    return new IqAnswer.Stored(
        List.copyOf(events), durable -> new IqAnswer.Result(payload, following));
  }
}
