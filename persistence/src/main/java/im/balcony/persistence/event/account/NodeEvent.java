package im.balcony.persistence.event.account;

import java.time.Instant;
import java.util.List;

/**
 * What has happened to one of the account's nodes (XEP-0163). On disk for ever: see EventManifests
 * before changing.
 */
public sealed interface NodeEvent extends AccountEvent.OfNodes {
  String node();

  <S> S fold(Fold<S> fold);

  @Override
  default <S> S fold(AccountEvent.Fold<S> fold) {
    return fold.on(this);
  }

  /** The node is there from here on, or is configured in another way. */
  record NodeConfigured(String node, StoredNodeConfig config) implements NodeEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** An item came, or took the place of the one with its id; the oldest beyond the limit go. */
  record ItemPublished(String node, String itemId, byte[] xml, Instant at) implements NodeEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** Items were taken out. */
  record ItemsRetracted(String node, List<String> itemIds) implements NodeEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** All items were taken out. */
  record NodePurged(String node) implements NodeEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** The node is gone with all it held. */
  record NodeDeleted(String node) implements NodeEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * What a bare JID is to the node.
   *
   * @param affiliation member, outcast or none
   */
  record AffiliationSet(String node, String jid, String affiliation) implements NodeEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** A bare or full JID asked for the node's notices. */
  record NodeSubscribed(String node, String jid) implements NodeEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** It wants them no more, or may not have them any more. */
  record NodeUnsubscribed(String node, String jid) implements NodeEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** One case per event: a new event does not compile until every fold has an answer for it. */
  interface Fold<S> {
    S on(NodeConfigured event);

    S on(ItemPublished event);

    S on(ItemsRetracted event);

    S on(NodePurged event);

    S on(NodeDeleted event);

    S on(AffiliationSet event);

    S on(NodeSubscribed event);

    S on(NodeUnsubscribed event);
  }
}
