package im.balcony.actors.feature.displayed;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.pubsub.NodeChange;
import im.balcony.actors.feature.pubsub.NodeFollower;
import im.balcony.protocol.xep.displayedsync.DisplayedSync;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;

/** XEP-0490: what a client publishes as shown is read in the inbox. */
public final class DisplayedFeature implements Feature, NodeFollower {

  @Override
  public List<String> accountFeatures() {
    return List.of(DisplayedSync.ASSIST_FEATURE);
  }

  @Override
  public void published(NodeChange change, String node, XmlElement payload) {
    if (node.equals(DisplayedSync.NODE)) {
      change.follow(new Consequence.Displayed(payload));
    }
  }
}
