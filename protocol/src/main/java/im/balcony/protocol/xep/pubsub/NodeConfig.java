package im.balcony.protocol.xep.pubsub;

import java.util.List;

/**
 * How a node is configured (XEP-0060 section 16.4.4).
 *
 * @param rosterGroups who may see it under {@link AccessModel#ROSTER}
 * @param itemsMax how many items are kept, {@link #MAX} for as many as the service allows
 * @param persistsItems whether items are kept at all
 * @param title for people, empty for none
 * @param type namespace of the payload, empty when none was named
 */
public record NodeConfig(
    AccessModel access,
    List<String> rosterGroups,
    int itemsMax,
    boolean persistsItems,
    SendLastItem sendLastItem,
    boolean deliversNotifications,
    boolean deliversPayloads,
    boolean notifiesRetract,
    boolean notifiesDelete,
    boolean notifiesConfig,
    String title,
    String type) {
  /** The value "max" of pubsub#max_items. */
  public static final int MAX = Integer.MAX_VALUE;

  public NodeConfig {
    rosterGroups = List.copyOf(rosterGroups);
  }

  /** Another one, like this one but for what is set. */
  public NodeConfigEdit edit() {
    return new NodeConfigEdit(this);
  }
}
