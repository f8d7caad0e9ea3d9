package im.balcony.actors.feature.pubsub;

import im.balcony.protocol.xep.avatar.UserAvatar;
import im.balcony.protocol.xep.bookmarks.Bookmarks;
import im.balcony.protocol.xep.displayedsync.DisplayedSync;
import im.balcony.protocol.xep.nick.Nickname;
import im.balcony.protocol.xep.omemo.Omemo;
import im.balcony.protocol.xep.pep.PersonalEventing;
import im.balcony.protocol.xep.privatestorage.PrivateStorage;
import im.balcony.protocol.xep.pubsub.AccessModel;
import im.balcony.protocol.xep.pubsub.NodeConfig;
import im.balcony.protocol.xep.vcard4.VCard4;

/**
 * How a node is configured that is made by a publication which does not say it: as the extension
 * asks whose node it is, so that a careless client neither hides keys nor shows bookmarks.
 */
public final class NodeDefaults {
  private NodeDefaults() {}

  public static NodeConfig of(String node) {
    if (Omemo.isPublic(node)) {
      return open(node.equals(Omemo.BUNDLES) ? NodeConfig.MAX : 1);
    }
    return switch (node) {
      case Bookmarks.NODE, DisplayedSync.NODE -> PrivateStorage.ofManyItems();
      case VCard4.NODE -> open(1).edit().type(VCard4.NAMESPACE).build();
      case UserAvatar.DATA, UserAvatar.METADATA, Nickname.NODE ->
          PersonalEventing.DEFAULT.edit().type(node).build();
      default -> PersonalEventing.DEFAULT;
    };
  }

  private static NodeConfig open(int itemsMax) {
    return PersonalEventing.DEFAULT.edit().access(AccessModel.OPEN).itemsMax(itemsMax).build();
  }
}
