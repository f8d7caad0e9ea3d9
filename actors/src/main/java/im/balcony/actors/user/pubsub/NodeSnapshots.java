package im.balcony.actors.user.pubsub;

import im.balcony.persistence.event.account.AccountSnapshot;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.pubsub.Affiliation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Between an account's nodes in memory and their form in its snapshots. */
public final class NodeSnapshots {
  private NodeSnapshots() {}

  public static List<AccountSnapshot.Node> write(Nodes nodes) {
    return nodes.byName().entrySet().stream()
        .map(entry -> write(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static AccountSnapshot.Node write(String name, Node node) {
    return new AccountSnapshot.Node(
        name,
        NodeConfigs.stored(node.config()),
        node.items().stream()
            .map(item -> new AccountSnapshot.Item(item.id(), item.xml(), item.at()))
            .toList(),
        node.affiliations().entrySet().stream()
            .map(
                entry ->
                    new AccountSnapshot.Affiliated(
                        entry.getKey().toString(), entry.getValue().value()))
            .toList(),
        node.subscribers().stream().map(Jid::toString).sorted().toList());
  }

  /**
   * @param stored null in a snapshot of before there were nodes
   */
  public static Nodes read(@Nullable List<AccountSnapshot.Node> stored) {
    if (stored == null) {
      return Nodes.NONE;
    }
    var byName = new TreeMap<String, Node>();
    stored.forEach(node -> byName.put(node.node(), read(node)));
    return Nodes.of(byName);
  }

  private static Node read(AccountSnapshot.Node stored) {
    var affiliations = new HashMap<Jid, Affiliation>();
    for (var affiliated : stored.affiliations()) {
      Affiliation.of(affiliated.affiliation())
          .ifPresent(known -> affiliations.put(Jid.parse(affiliated.jid()), known));
    }
    var subscribers = new HashSet<Jid>();
    stored.subscribers().forEach(jid -> subscribers.add(Jid.parse(jid)));
    return new Node(
        NodeConfigs.read(stored.config()),
        stored.items().stream()
            .map(item -> new Item(item.itemId(), item.xml(), item.at()))
            .toList(),
        affiliations,
        subscribers);
  }
}
