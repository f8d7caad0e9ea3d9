package im.balcony.protocol.xep.pubsub;

import java.util.List;

/** A node's configuration in the making: like another one but for what is set. */
public final class NodeConfigEdit {
  private AccessModel access;
  private List<String> rosterGroups;
  private int itemsMax;
  private boolean persistsItems;
  private SendLastItem sendLastItem;
  private boolean deliversNotifications;
  private boolean deliversPayloads;
  private boolean notifiesRetract;
  private boolean notifiesDelete;
  private boolean notifiesConfig;
  private String title;
  private String type;

  NodeConfigEdit(NodeConfig like) {
    access = like.access();
    rosterGroups = like.rosterGroups();
    itemsMax = like.itemsMax();
    persistsItems = like.persistsItems();
    sendLastItem = like.sendLastItem();
    deliversNotifications = like.deliversNotifications();
    deliversPayloads = like.deliversPayloads();
    notifiesRetract = like.notifiesRetract();
    notifiesDelete = like.notifiesDelete();
    notifiesConfig = like.notifiesConfig();
    title = like.title();
    type = like.type();
  }

  public NodeConfigEdit access(AccessModel value) {
    access = value;
    return this;
  }

  public NodeConfigEdit rosterGroups(List<String> value) {
    rosterGroups = value;
    return this;
  }

  public NodeConfigEdit itemsMax(int value) {
    itemsMax = value;
    return this;
  }

  public NodeConfigEdit persistsItems(boolean value) {
    persistsItems = value;
    return this;
  }

  public NodeConfigEdit sendLastItem(SendLastItem value) {
    sendLastItem = value;
    return this;
  }

  public NodeConfigEdit deliversNotifications(boolean value) {
    deliversNotifications = value;
    return this;
  }

  public NodeConfigEdit deliversPayloads(boolean value) {
    deliversPayloads = value;
    return this;
  }

  public NodeConfigEdit notifiesRetract(boolean value) {
    notifiesRetract = value;
    return this;
  }

  public NodeConfigEdit notifiesDelete(boolean value) {
    notifiesDelete = value;
    return this;
  }

  public NodeConfigEdit notifiesConfig(boolean value) {
    notifiesConfig = value;
    return this;
  }

  public NodeConfigEdit title(String value) {
    title = value;
    return this;
  }

  public NodeConfigEdit type(String value) {
    type = value;
    return this;
  }

  public NodeConfig build() {
    return new NodeConfig(
        access,
        rosterGroups,
        itemsMax,
        persistsItems,
        sendLastItem,
        deliversNotifications,
        deliversPayloads,
        notifiesRetract,
        notifiesDelete,
        notifiesConfig,
        title,
        type);
  }
}
