package im.balcony.actors.user.pubsub;

import im.balcony.persistence.event.account.NodeEvent;
import im.balcony.persistence.event.account.StoredNodeConfig;
import im.balcony.protocol.xep.pubsub.AccessModel;
import im.balcony.protocol.xep.pubsub.NodeConfig;
import im.balcony.protocol.xep.pubsub.SendLastItem;

/** Node configurations as they stand in events. */
public final class NodeConfigs {
  private NodeConfigs() {}

  public static NodeEvent.NodeConfigured event(String node, NodeConfig config) {
    return new NodeEvent.NodeConfigured(node, stored(config));
  }

  static StoredNodeConfig stored(NodeConfig config) {
    return new StoredNodeConfig(
        config.access().value(),
        config.rosterGroups(),
        config.itemsMax(),
        config.persistsItems(),
        config.sendLastItem().value(),
        config.deliversNotifications(),
        config.deliversPayloads(),
        config.notifiesRetract(),
        config.notifiesDelete(),
        config.notifiesConfig(),
        config.title(),
        config.type());
  }

  /** What a later release wrote and this one does not know is closed rather than open. */
  static NodeConfig read(StoredNodeConfig stored) {
    return new NodeConfig(
        AccessModel.of(stored.accessModel()).orElse(AccessModel.WHITELIST),
        stored.rosterGroups(),
        stored.maxItems(),
        stored.persistItems(),
        SendLastItem.of(stored.sendLastItem()).orElse(SendLastItem.NEVER),
        stored.deliverNotifications(),
        stored.deliverPayloads(),
        stored.notifyRetract(),
        stored.notifyDelete(),
        stored.notifyConfig(),
        stored.title(),
        stored.type());
  }
}
