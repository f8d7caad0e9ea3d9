package im.balcony.actors.user.front;

import im.balcony.protocol.xep.caps.Caps;
import java.util.Set;
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
