package im.balcony.actors.feature.pubsub;

import im.balcony.protocol.xml.XmlElement;

/** Keeps something else of the account in step with a node. */
public interface NodeFollower {

  /** The owner's client published this; what follows is written with it, or not at all. */
  void published(NodeChange change, String node, XmlElement payload);
}
