package im.balcony.protocol.xep.privatestorage;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.pep.PersonalEventing;
import im.balcony.protocol.xep.pubsub.AccessModel;
import im.balcony.protocol.xep.pubsub.NodeConfig;
import im.balcony.protocol.xep.pubsub.SendLastItem;

/** How a node is configured whose items are for the owner's clients alone. */
@Xep(number = 223, name = "Persistent Storage of Private Data via PubSub", version = "1.1.1")
public final class PrivateStorage {
  private PrivateStorage() {}

  /** Section 3, for a node of many items: those who come read them. */
  public static NodeConfig ofManyItems() {
    return PersonalEventing.DEFAULT
        .edit()
        .access(AccessModel.WHITELIST)
        .itemsMax(NodeConfig.MAX)
        .sendLastItem(SendLastItem.NEVER)
        .build();
  }
}
