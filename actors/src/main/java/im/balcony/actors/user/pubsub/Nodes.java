package im.balcony.actors.user.pubsub;

import im.balcony.persistence.event.account.NodeEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.pubsub.Affiliation;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * All nodes of an account.
 *
 * @param bytes what they cost to keep together, in bytes
 */
public record Nodes(Map<String, Node> byName, long bytes) implements NodeEvent.Fold<Nodes> {
  public static final Nodes NONE = new Nodes(Map.of(), 0);

  static Nodes of(Map<String, Node> byName) {
    var bytes = byName.entrySet().stream().mapToLong(node -> bytes(node.getKey(), node.getValue()));
    return byName.isEmpty()
        ? NONE
        : new Nodes(Collections.unmodifiableMap(new TreeMap<>(byName)), bytes.sum());
  }

  public Optional<Node> node(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public Nodes on(NodeEvent.NodeConfigured event) {
    var config = NodeConfigs.read(event.config());
    return with(
        event.node(),
        node(event.node())
            .map(node -> node.configured(config))
            .orElseGet(() -> Node.empty(config)));
  }

  @Override
  public Nodes on(NodeEvent.ItemPublished event) {
    return change(
        event.node(), node -> node.with(new Item(event.itemId(), event.xml(), event.at())));
  }

  @Override
  public Nodes on(NodeEvent.ItemsRetracted event) {
    return change(event.node(), node -> node.without(event.itemIds()));
  }

  @Override
  public Nodes on(NodeEvent.NodePurged event) {
    return change(event.node(), node -> node.withItems(java.util.List.of()));
  }

  @Override
  public Nodes on(NodeEvent.NodeDeleted event) {
    var next = new TreeMap<>(byName);
    var gone = next.remove(event.node());
    return gone == null
        ? this
        : new Nodes(Collections.unmodifiableMap(next), bytes - bytes(event.node(), gone));
  }

  @Override
  public Nodes on(NodeEvent.AffiliationSet event) {
    var affiliation = Affiliation.of(event.affiliation()).orElse(Affiliation.NONE);
    return change(
        event.node(),
        node -> {
          var next = new HashMap<>(node.affiliations());
          if (affiliation == Affiliation.NONE) {
            next.remove(Jid.parse(event.jid()));
          } else {
            next.put(Jid.parse(event.jid()), affiliation);
          }
          return node.withAffiliations(next);
        });
  }

  @Override
  public Nodes on(NodeEvent.NodeSubscribed event) {
    return change(
        event.node(),
        node -> {
          var next = new HashSet<>(node.subscribers());
          next.add(Jid.parse(event.jid()));
          return node.withSubscribers(next);
        });
  }

  @Override
  public Nodes on(NodeEvent.NodeUnsubscribed event) {
    return change(
        event.node(),
        node -> {
          var next = new HashSet<>(node.subscribers());
          next.remove(Jid.parse(event.jid()));
          return node.withSubscribers(next);
        });
  }

  private Nodes change(String name, UnaryOperator<Node> change) {
    var node = byName.get(name);
    return node == null ? this : with(name, change.apply(node));
  }

  private Nodes with(String name, Node node) {
    var next = new TreeMap<>(byName);
    var before = next.put(name, node);
    var freed = before == null ? 0 : bytes(name, before);
    return new Nodes(Collections.unmodifiableMap(next), bytes - freed + bytes(name, node));
  }

  private static long bytes(String name, Node node) {
    return name.length() + node.bytes();
  }
}
