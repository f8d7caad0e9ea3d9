package im.balcony.actors.user.pubsub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.event.account.NodeEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.pubsub.AccessModel;
import im.balcony.protocol.xep.pubsub.Affiliation;
import im.balcony.protocol.xep.pubsub.NodeConfig;
import im.balcony.protocol.xep.pubsub.SendLastItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NodesTest {
  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
  private static final String NODE = "urn:xmpp:mood";

  private static NodeConfig keeping(int itemsMax) {
    return new NodeConfig(
        AccessModel.WHITELIST,
        List.of("Friends"),
        itemsMax,
        true,
        SendLastItem.ON_SUB,
        true,
        false,
        true,
        false,
        true,
        "Mood",
        "urn:m");
  }

  private static NodeEvent published(String id) {
    return new NodeEvent.ItemPublished(NODE, id, new byte[] {1, 2, 3}, NOW);
  }

  private static Nodes after(NodeEvent... events) {
    var nodes = Nodes.NONE;
    for (var event : events) {
      nodes = event.fold(nodes);
    }
    return nodes;
  }

  private static List<String> ids(Nodes nodes) {
    return nodes.node(NODE).orElseThrow().items().stream().map(Item::id).toList();
  }

  @Test
  void anItemTakesThePlaceOfItsNamesakeAndIsTheLastOne() {
    var nodes =
        after(NodeConfigs.event(NODE, keeping(3)), published("a"), published("b"), published("a"));
    assertEquals(List.of("b", "a"), ids(nodes));
    assertEquals("a", nodes.node(NODE).orElseThrow().lastItem().orElseThrow().id());
  }

  @Test
  void theOldestGoWhenTheNodeIsFullOrMadeSmaller() {
    var full =
        after(
            NodeConfigs.event(NODE, keeping(3)),
            published("a"),
            published("b"),
            published("c"),
            published("d"));
    assertEquals(List.of("b", "c", "d"), ids(full));
    assertEquals(List.of("d"), ids(full.on(NodeConfigs.event(NODE, keeping(1)))));
  }

  @Test
  void whatIsTakenOutIsGone() {
    var nodes =
        after(
            NodeConfigs.event(NODE, keeping(3)),
            published("a"),
            published("b"),
            new NodeEvent.ItemsRetracted(NODE, List.of("a", "never-there")));
    assertEquals(List.of("b"), ids(nodes));
    assertEquals(List.of(), ids(nodes.on(new NodeEvent.NodePurged(NODE))));
    assertEquals(Nodes.NONE, nodes.on(new NodeEvent.NodeDeleted(NODE)));
  }

  @Test
  void peopleComeAndGo() {
    var nurse = Jid.parse("nurse@b.example");
    var nodes =
        after(
            NodeConfigs.event(NODE, keeping(1)),
            new NodeEvent.AffiliationSet(NODE, "nurse@b.example", "member"),
            new NodeEvent.NodeSubscribed(NODE, "paris@b.example"));
    var node = nodes.node(NODE).orElseThrow();
    assertEquals(Affiliation.MEMBER, node.affiliation(nurse.withResource("x")));
    assertEquals(Set.of(Jid.parse("paris@b.example")), node.subscribers());
    var without =
        nodes
            .on(new NodeEvent.AffiliationSet(NODE, "nurse@b.example", "none"))
            .on(new NodeEvent.NodeUnsubscribed(NODE, "paris@b.example"))
            .node(NODE)
            .orElseThrow();
    assertTrue(without.affiliations().isEmpty());
    assertTrue(without.subscribers().isEmpty());
  }

  @Test
  void aNodeThatKeepsNothingHasNoItems() {
    var config = keeping(1);
    var nothing =
        new NodeConfig(
            config.access(),
            config.rosterGroups(),
            config.itemsMax(),
            false,
            config.sendLastItem(),
            true,
            true,
            true,
            true,
            true,
            "",
            "");
    var kept = after(NodeConfigs.event(NODE, config), published("a"));
    assertEquals(List.of(), ids(kept.on(NodeConfigs.event(NODE, nothing))));
    assertEquals(List.of(), ids(after(NodeConfigs.event(NODE, nothing), published("a"))));
  }

  @Property
  void snapshotsSayTheSameAndCountTheSameBytes(@ForAll("lives") List<NodeEvent> life) {
    var nodes = after(life.toArray(NodeEvent[]::new));
    var back = NodeSnapshots.read(NodeSnapshots.write(nodes));
    assertEquals(described(nodes), described(back));
    assertEquals(nodes.bytes(), back.bytes());
    var empty = nodes;
    for (var name : nodes.byName().keySet()) {
      empty = empty.on(new NodeEvent.NodeDeleted(name));
    }
    assertEquals(Nodes.NONE, empty);
  }

  /** All of it but the bytes of payloads, which are compared by their number. */
  private static List<String> described(Nodes nodes) {
    var lines = new ArrayList<String>();
    nodes
        .byName()
        .forEach(
            (name, node) ->
                lines.add(
                    name
                        + node.config()
                        + node.items().stream()
                            .map(item -> item.id() + item.xml().length + item.at())
                            .toList()
                        + new java.util.TreeMap<>(node.affiliations())
                        + new java.util.TreeSet<>(node.subscribers())));
    return lines;
  }

  @Test
  void aSnapshotOfBeforeThereWereNodesHasNone() {
    assertEquals(Nodes.NONE, NodeSnapshots.read(null));
  }

  @Provide
  Arbitrary<List<NodeEvent>> lives() {
    var node = Arbitraries.of("a", "b", "c");
    var item = Arbitraries.of("1", "2", "3", "4");
    var jid = Arbitraries.of("romeo@a.example", "juliet@b.example");
    Arbitrary<NodeEvent> configured =
        Combinators.combine(node, Arbitraries.integers().between(1, 3))
            .as((name, max) -> NodeConfigs.event(name, keeping(max)));
    Arbitrary<NodeEvent> published =
        Combinators.combine(node, item, Arbitraries.integers().between(0, 50))
            .as((name, id, bytes) -> new NodeEvent.ItemPublished(name, id, new byte[bytes], NOW));
    Arbitrary<NodeEvent> retracted =
        Combinators.combine(node, item)
            .as((name, id) -> new NodeEvent.ItemsRetracted(name, List.of(id)));
    Arbitrary<NodeEvent> affiliated =
        Combinators.combine(node, jid, Arbitraries.of("member", "outcast", "none"))
            .as(NodeEvent.AffiliationSet::new);
    Arbitrary<NodeEvent> subscribed =
        Combinators.combine(node, jid).as(NodeEvent.NodeSubscribed::new);
    Arbitrary<NodeEvent> unsubscribed =
        Combinators.combine(node, jid).as(NodeEvent.NodeUnsubscribed::new);
    return Arbitraries.oneOf(
            configured,
            published,
            retracted,
            affiliated,
            subscribed,
            unsubscribed,
            node.map(NodeEvent.NodePurged::new),
            node.map(NodeEvent.NodeDeleted::new))
        .list()
        .ofMaxSize(30);
  }
}
