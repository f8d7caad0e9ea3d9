package im.balcony.actors.feature.delivery;

import im.balcony.actors.feature.Feature;
import im.balcony.protocol.xep.delivery.ReliableDelivery;
import java.util.List;

/** Reliable delivery: clients that know it are told when their messages are stored. */
public final class DeliveryFeature implements Feature {

  @Override
  public List<String> accountFeatures() {
    return List.of(ReliableDelivery.NAMESPACE);
  }
}
