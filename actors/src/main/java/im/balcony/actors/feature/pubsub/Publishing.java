package im.balcony.actors.feature.pubsub;

import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.user.pubsub.Node;
import im.balcony.actors.user.pubsub.NodeConfigs;
import im.balcony.persistence.event.account.NodeEvent;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.pep.PersonalEventing;
import im.balcony.protocol.xep.pubsub.NodeConfig;
import im.balcony.protocol.xep.pubsub.NodeForm;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xep.pubsub.PubsubError;
import im.balcony.protocol.xep.pubsub.PubsubEvents;
import im.balcony.protocol.xep.pubsub.PubsubItem;
import im.balcony.protocol.xep.pubsub.PubsubRequest;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The owner puts items in and takes them out (XEP-0060 sections 7.1 and 7.2). */
final class Publishing {
  private static final byte[] NO_PAYLOAD = {};

  private final PubsubLimits limits;
  private final Supplier<String> newIds;

  /**
   * @param newIds for items that came without one
   */
  Publishing(PubsubLimits limits, Supplier<String> newIds) {
    this.limits = limits;
    this.newIds = newIds;
  }

  IqAnswer publish(IqRequest request, PubsubRequest.Publish publish) {
    var known = request.state().nodes().node(publish.node());
    var config = config(known, publish.options());
    if (config.isEmpty()) {
      return IqAnswer.refused(PubsubError.preconditionNotMet());
    }
    var payload = publish.item().payload();
    var xml = payload == null ? NO_PAYLOAD : payload.toBytes();
    var refusal = refusal(request, known, config.get(), xml);
    if (refusal.isPresent()) {
      return IqAnswer.refused(refusal.get());
    }
    var change = new NodeChange(request.state(), limits);
    if (known.isEmpty()) {
      change.add(NodeConfigs.event(publish.node(), config.get()));
    }
    var given = publish.item().id();
    var id = given == null ? newIds.get() : given;
    keep(change, publish.node(), new PubsubItem(id, payload), request.now());
    return change.answer(Pubsub.published(publish.node(), List.of(id)));
  }

  /** The new or unchanged configuration; empty when the publisher wants another one. */
  private Optional<NodeConfig> config(Optional<Node> known, Optional<DataForm> options) {
    var before = known.map(Node::config).orElse(PersonalEventing.DEFAULT);
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

  private Optional<StanzaError> refusal(
      IqRequest request, Optional<Node> known, NodeConfig config, byte[] xml) {
    if (known.isEmpty() && request.state().nodes().byName().size() >= limits.nodesMax()) {
      return Optional.of(PubsubError.maxNodesExceeded());
    }
    if (xml.length == 0 && config.deliversPayloads()) {
      return Optional.of(PubsubError.payloadRequired());
    }
    return xml.length > limits.itemBytesMax()
        ? Optional.of(PubsubError.payloadTooBig())
        : Optional.empty();
  }

  /** Puts an item into a node that is there, and tells of it; the oldest make room. */
  void keep(NodeChange change, String name, PubsubItem item, Instant at) {
    var payload = item.payload();
    var node = change.state().nodes().node(name).orElseThrow();
    if (node.config().persistsItems()) {
      change.add(
          new NodeEvent.ItemPublished(
              name, id(item), payload == null ? NO_PAYLOAD : payload.toBytes(), at));
      node = change.state().nodes().node(name).orElseThrow();
      var tooMany = node.items().size() - limits.itemsMax();
      if (tooMany > 0) {
        var oldest = node.items().subList(0, tooMany).stream().map(old -> old.id()).toList();
        change.add(new NodeEvent.ItemsRetracted(name, oldest));
      }
    }
    var shown = node.config().deliversPayloads() ? item : PubsubItem.named(id(item));
    change.tell(name, node, PubsubEvents.item(name, shown));
  }

  private static String id(PubsubItem item) {
    var id = item.id();
    if (id == null) {
      throw new IllegalArgumentException("an item that is kept has an id");
    }
    return id;
  }

  IqAnswer retract(IqRequest request, PubsubRequest.Retract retract) {
    var node = request.state().nodes().node(retract.node());
    if (node.flatMap(known -> known.item(retract.itemId())).isEmpty()) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    var change = new NodeChange(request.state(), limits);
    takeOut(change, retract.node(), List.of(retract.itemId()), retract.notifies());
    return change.answer(null);
  }

  /** Takes items out of a node that is there. */
  void takeOut(NodeChange change, String name, List<String> itemIds, boolean tellAnyway) {
    var node = change.state().nodes().node(name).orElseThrow();
    change.add(new NodeEvent.ItemsRetracted(name, itemIds));
    if (tellAnyway || node.config().notifiesRetract()) {
      XmlElement event = PubsubEvents.retracted(name, itemIds);
      change.tell(name, node, event);
    }
  }
}
