package im.balcony.edge.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.cluster.typed.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Nodes that are started by a machine form one cluster, whatever the order. */
class DiscoveredClusterTest {
  private static final Duration MAX = Duration.ofMinutes(3);
  private static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3");

  /** So often a node has asked when it had all the time to do the wrong thing. */
  private static final int QUESTIONS = 8;

  @RepeatedTest(3)
  void allThatStartAtOnceFormOneCluster() throws Exception {
    try (var names = new NameServer(HOSTS);
        var nodes = new DiscoveringNodes(byDns(names, 3))) {
      var first = nodes.node(HOSTS.get(0));
      var second = nodes.node(HOSTS.get(1));
      var third = nodes.node(HOSTS.get(2));
      CompletableFuture.allOf(
              DiscoveringNodes.join(third),
              DiscoveringNodes.join(first),
              DiscoveringNodes.join(second))
          .join();
      for (var node : List.of(first, second, third)) {
        awaitMembers(node, Set.copyOf(HOSTS));
      }
      first.close();
      awaitMembers(third, Set.of(HOSTS.get(1), HOSTS.get(2)));
      var again = nodes.node(HOSTS.get(0));
      DiscoveringNodes.join(again).join();
      awaitMembers(again, Set.copyOf(HOSTS));
      awaitMembers(second, Set.copyOf(HOSTS));
    }
  }

  @Test
  void tooFewFormNoCluster() throws Exception {
    try (var names = new NameServer(HOSTS.subList(0, 1));
        var nodes = new DiscoveringNodes(byDns(names, 2))) {
      var first = nodes.node(HOSTS.get(0));
      var joined = DiscoveringNodes.join(first);
      awaitQuestions(names);
      assertFalse(joined.isDone());
      assertEquals(Set.of(), DiscoveringNodes.members(first.system()));
      var second = nodes.node(HOSTS.get(1));
      names.tell(HOSTS.subList(0, 2));
      CompletableFuture.allOf(joined, DiscoveringNodes.join(second)).join();
      awaitMembers(first, Set.of(HOSTS.get(0), HOSTS.get(1)));
    }
  }

  @Test
  void aNodeWithoutEntitiesWaitsForThoseThatHaveThem() throws Exception {
    try (var names = new NameServer(List.of(HOSTS.get(1)));
        var nodes = new DiscoveringNodes(byDns(names, 1))) {
      var edge = nodes.node(HOSTS.get(0), "balcony.role=edge");
      var joined = DiscoveringNodes.join(edge);
      awaitQuestions(names);
      assertFalse(joined.isDone());
      // Even when its own address is the only one that is found.
      names.tell(List.of(HOSTS.get(0)));
      awaitQuestions(names);
      assertFalse(joined.isDone());
      names.tell(List.of(HOSTS.get(1)));
      var actor = nodes.node(HOSTS.get(1), "balcony.role=actor");
      CompletableFuture.allOf(joined, DiscoveringNodes.join(actor)).join();
      awaitMembers(edge, Set.of(HOSTS.get(0), HOSTS.get(1)));
      var leader = Cluster.get(edge.system()).state().getLeader();
      assertTrue(leader != null);
    }
  }

  private static List<String> byDns(NameServer names, int required) {
    return List.of(
        "balcony.cluster.discovery.method=dns",
        "balcony.cluster.discovery.service=actors.balcony.test",
        "balcony.cluster.discovery.required-contact-points=" + required,
        "akka.io.dns.async-dns.nameservers=[\"" + names.address() + "\"]");
  }

  private static void awaitQuestions(NameServer names) {
    var before = names.answered();
    Awaitility.await().atMost(MAX).until(() -> names.answered() >= before + QUESTIONS);
  }

  private static void awaitMembers(ClusterSystem node, Set<String> hosts) {
    Awaitility.await()
        .atMost(MAX)
        .untilAsserted(() -> assertEquals(hosts, DiscoveringNodes.members(node.system())));
  }
}
