package im.balcony.actors.user.caps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xep.caps.Caps;
import im.balcony.protocol.xep.disco.DiscoIdentity;
import im.balcony.protocol.xep.disco.DiscoInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** HARDENING 4: what a hash does not prove is never believed of others (XEP-0115 section 9.2). */
class CapsCacheTest {
  private final CapsCache cache = new CapsCache(2);

  private static DiscoInfo wanting(String... nodes) {
    return DiscoInfo.of(
        List.of(DiscoIdentity.of("client", "phone", "Test")),
        IntStream.range(0, nodes.length).mapToObj(at -> nodes[at] + "+notify").toList());
  }

  @Test
  void whatTheHashProvesIsKnownOfEverybodyWhoClaimsIt() {
    var caps = Caps.of("urn:one", wanting("urn:mood"));
    assertEquals(Optional.empty(), cache.interest(caps));
    assertEquals(Set.of("urn:mood"), cache.learn(caps, wanting("urn:mood")));
    var sameOfAnotherClient = new Caps("urn:another", caps.verification(), caps.hash());
    assertEquals(Optional.of(Set.of("urn:mood")), cache.interest(sameOfAnotherClient));
  }

  @Test
  void anAnswerThatDoesNotFitItsHashHoldsForItsSenderAlone() {
    var caps = Caps.of("urn:one", wanting("urn:mood"));
    assertEquals(Set.of("urn:other"), cache.learn(caps, wanting("urn:other")));
    assertEquals(Optional.empty(), cache.interest(caps));
    var ofOld = new Caps("urn:one", "1.0", null);
    cache.learn(ofOld, wanting("urn:mood"));
    assertEquals(Optional.empty(), cache.interest(ofOld));
  }

  @Test
  void theHashUnusedForLongestMakesRoom() {
    var one = Caps.of("urn:c", wanting("urn:1"));
    var two = Caps.of("urn:c", wanting("urn:2"));
    var three = Caps.of("urn:c", wanting("urn:3"));
    cache.learn(one, wanting("urn:1"));
    cache.learn(two, wanting("urn:2"));
    cache.interest(one);
    cache.learn(three, wanting("urn:3"));
    assertEquals(Optional.of(Set.of("urn:1")), cache.interest(one));
    assertEquals(Optional.empty(), cache.interest(two));
  }

  @Test
  void aClientWantsABoundedNumberOfNodes() {
    var many =
        IntStream.range(0, NodeInterest.NODES_MAX + 1)
            .mapToObj(n -> "urn:" + n)
            .toArray(String[]::new);
    assertEquals(NodeInterest.NODES_MAX, NodeInterest.of(wanting(many)).size());
    assertEquals(
        Set.of(),
        NodeInterest.of(DiscoInfo.of(List.of(), List.of("urn:mood", "+notify-not", "notify"))));
  }
}
