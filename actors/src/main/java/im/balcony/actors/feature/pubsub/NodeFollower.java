package im.balcony.actors.feature.pubsub;

import im.balcony.actors.user.account.AccountState;
import im.balcony.protocol.xml.XmlElement;

/** Keeps something else of the account in step with a node. */
public interface NodeFollower {

  /** The owner's client published this; what follows is written with it, or not at all. */
  void published(NodeChange change, String node, XmlElement payload);

  /**
   * The owner's client took items out of this node, or ended it; the same holds for what follows.
   *
   * @param before the account when they were there
   */
  default void retracted(NodeChange change, String node, AccountState before) {}
}
