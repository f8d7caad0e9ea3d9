package im.balcony.actors.user.pubsub;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.pubsub.Affiliation;
import im.balcony.protocol.xep.pubsub.NodeConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A node as its events tell it.
 *
 * @param items oldest first, at most as many as configured
 * @param affiliations of bare JIDs, without the owner and those that have none
 * @param subscribers bare or full JIDs that asked for its notices by themselves
 */
public record Node(
    NodeConfig config, List<Item> items, Map<Jid, Affiliation> affiliations, Set<Jid> subscribers) {
  private static final int BYTES_OF_AN_ADDRESS = 64;

  public Node {
    items = List.copyOf(items);
    affiliations = Map.copyOf(affiliations);
    subscribers = Set.copyOf(subscribers);
  }

  static Node empty(NodeConfig config) {
    return new Node(config, List.of(), Map.of(), Set.of());
  }

  public Optional<Item> item(String id) {
    return items.stream().filter(item -> item.id().equals(id)).findFirst();
  }

  /** The one that was published last. */
  public Optional<Item> lastItem() {
    return items.isEmpty() ? Optional.empty() : Optional.of(items.get(items.size() - 1));
  }

  public Affiliation affiliation(Jid address) {
    return affiliations.getOrDefault(address.bare(), Affiliation.NONE);
  }

  /** What it costs to keep, in bytes. */
  long bytes() {
    var bytes = (affiliations.size() + subscribers.size()) * (long) BYTES_OF_AN_ADDRESS;
    for (var item : items) {
      bytes += item.bytes();
    }
    return bytes;
  }

  Node configured(NodeConfig next) {
    return new Node(
        next, next.persistsItems() ? newest(items, next) : List.of(), affiliations, subscribers);
  }

  Node with(Item item) {
    if (!config.persistsItems()) {
      return this;
    }
    var next = new ArrayList<Item>(items.size() + 1);
    items.stream().filter(other -> !other.id().equals(item.id())).forEach(next::add);
    next.add(item);
    return withItems(newest(next, config));
  }

  Node without(Collection<String> ids) {
    return withItems(items.stream().filter(item -> !ids.contains(item.id())).toList());
  }

  Node withItems(List<Item> next) {
    return new Node(config, next, affiliations, subscribers);
  }

  Node withAffiliations(Map<Jid, Affiliation> next) {
    return new Node(config, items, next, subscribers);
  }

  Node withSubscribers(Set<Jid> next) {
    return new Node(config, items, affiliations, next);
  }

  private static List<Item> newest(List<Item> items, NodeConfig config) {
    return items.size() <= config.itemsMax()
        ? items
        : items.subList(items.size() - config.itemsMax(), items.size());
  }
}
