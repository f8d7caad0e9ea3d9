package im.balcony.edge.keys;

import im.balcony.edge.cluster.NodeAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The nodes that have master keys, as the cluster knows them. */
interface Holders {
  /**
   * One run of a node.
   *
   * @param uid tells it from another run at the same address
   */
  record Holder(NodeAddress address, long uid) {}

  /** All of this moment, those that are about to join or to leave included. */
  List<Holder> now();

  CompletionStage<MasterKeyDesk.Kept> tell(Holder holder, String masterKeys);
}
