package im.balcony.actors.feature.pubsub;

import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.user.pubsub.Item;
import im.balcony.actors.user.pubsub.Node;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.pubsub.NodeConfig;
import im.balcony.protocol.xep.pubsub.NodeForm;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xep.pubsub.PubsubError;
import im.balcony.protocol.xep.pubsub.PubsubRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The owner puts items in and takes them out (XEP-0060 sections 7.1 and 7.2). */
final class Publishing {
  private final PubsubLimits limits;
  private final Supplier<String> newIds;
  private final List<NodeFollower> followers;

  /**
   * @param newIds for items that came without one
   */
  Publishing(PubsubLimits limits, Supplier<String> newIds, List<NodeFollower> followers) {
    this.limits = limits;
    this.newIds = newIds;
    this.followers = List.copyOf(followers);
  }

  IqAnswer publish(IqRequest request, PubsubRequest.Publish publish) {
    var name = publish.node();
    var known = request.state().nodes().node(name);
    var config = config(name, known, publish.options());
    if (config.isEmpty()) {
      return IqAnswer.refused(PubsubError.preconditionNotMet());
    }
    var payload = publish.item().payload();
    var refusal = refusal(config.get(), payload == null ? Item.NO_PAYLOAD : payload.toBytes());
    if (refusal.isPresent()) {
      return IqAnswer.refused(refusal.get());
    }
    var change = new NodeChange(request.state(), limits, request.now());
    if (!change.ensure(name, config.get())) {
      return IqAnswer.refused(PubsubError.maxNodesExceeded());
    }
    var given = publish.item().id();
    var id = given == null ? newIds.get() : given;
    change.publish(name, id, payload);
    if (payload != null) {
      followers.forEach(follower -> follower.published(change, name, payload));
    }
    return change.answer(Pubsub.published(name, List.of(id)));
  }

  /** The new or unchanged configuration; empty when the publisher wants another one. */
  private Optional<NodeConfig> config(
      String name, Optional<Node> known, Optional<DataForm> options) {
    var before = known.map(Node::config).orElseGet(() -> NodeDefaults.of(name));
    if (options.isEmpty()) {
      return Optional.of(before);
    }
    return NodeForm.optionsApplied(before, options.get())
        .filter(wanted -> known.isEmpty() ? isWithin(wanted) : wanted.equals(before));
  }

  /** Whether so many items may be asked for. */
  boolean isWithin(NodeConfig config) {
    return config.itemsMax() == NodeConfig.MAX || config.itemsMax() <= limits.itemsMax();
  }

  private Optional<StanzaError> refusal(NodeConfig config, byte[] xml) {
    if (xml.length == 0 && config.deliversPayloads()) {
      return Optional.of(PubsubError.payloadRequired());
    }
    return xml.length > limits.itemBytesMax()
        ? Optional.of(PubsubError.payloadTooBig())
        : Optional.empty();
  }

  IqAnswer retract(IqRequest request, PubsubRequest.Retract retract) {
    var node = request.state().nodes().node(retract.node());
    if (node.flatMap(known -> known.item(retract.itemId())).isEmpty()) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    var change = new NodeChange(request.state(), limits, request.now());
    change.retract(retract.node(), List.of(retract.itemId()), retract.notifies());
    return retracted(request, change, retract.node());
  }

  /** The answer when items of this node are gone. */
  IqAnswer retracted(IqRequest request, NodeChange change, String node) {
    followers.forEach(follower -> follower.retracted(change, node, request.state()));
    return change.answer(null);
  }
}
