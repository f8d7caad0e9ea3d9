package im.balcony.actors.feature.pubsub;

/**
 * What an account may keep at its nodes; snapshots hold all of it.
 *
 * @param nodesMax nodes of an account
 * @param itemsMax items of a node, what "max" stands for
 * @param itemBytesMax bytes of one item's payload
 * @param bytesMax bytes of all nodes with their items together
 * @param addressesMax affiliations of a node, and subscriptions of a node
 */
public record PubsubLimits(
    int nodesMax, int itemsMax, int itemBytesMax, long bytesMax, int addressesMax) {}
