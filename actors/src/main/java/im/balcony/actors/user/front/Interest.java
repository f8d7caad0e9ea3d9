package im.balcony.actors.user.front;

import im.balcony.actors.user.caps.NodeInterest;
import im.balcony.protocol.xep.caps.Caps;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one client wants to hear of nodes, as far as it is known.
 *
 * @param caps what its presence claims, null for nothing
 * @param nodes the nodes it wants to hear of
 * @param question under way to it, null for none
 * @param lastItems how many last items it was sent for this presence
 */
record Interest(
    @Nullable Caps caps, Set<String> nodes, @Nullable Question question, int lastItems) {
  static final Interest NONE = new Interest(null, Set.of(), null, 0);

  /**
   * What the client was asked.
   *
   * @param sendsLastItems whether it gets last items when it has answered; not after its User moved
   */
  record Question(String id, Caps claim, boolean sendsLastItems) {}

  /** Whether the client knows MIX (XEP-0405 section 2.1). */
  boolean takesChannels() {
    return nodes.contains(NodeInterest.CHANNELS);
  }

  /** The nodes that notices are sent of. */
  Set<String> noticed() {
    return nodes.stream()
        .filter(node -> !node.equals(NodeInterest.CHANNELS))
        .collect(Collectors.toUnmodifiableSet());
  }

  Interest claimed(@Nullable Caps claim) {
    return new Interest(claim, nodes, null, lastItems);
  }

  Interest asked(Question about) {
    return new Interest(caps, nodes, about, lastItems);
  }

  Interest in(Set<String> wanted) {
    return new Interest(caps, wanted, null, lastItems);
  }

  Interest withLastItem() {
    return new Interest(caps, nodes, question, lastItems + 1);
  }
}
