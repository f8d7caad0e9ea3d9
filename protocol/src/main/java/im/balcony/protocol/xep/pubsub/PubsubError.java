package im.balcony.protocol.xep.pubsub;

import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;

/** Errors with the conditions of publish-subscribe's own (XEP-0060 section 17.2). */
public final class PubsubError {
  private PubsubError() {}

  /** The request names no node. */
  public static StanzaError nodeIdRequired() {
    return with(StanzaError.badRequest(), "nodeid-required");
  }

  /** There is nothing to publish or to retract. */
  public static StanzaError itemRequired() {
    return with(StanzaError.badRequest(), "item-required");
  }

  /** The item is empty, which means nothing at a node that keeps or tells payloads. */
  public static StanzaError payloadRequired() {
    return with(StanzaError.badRequest(), "payload-required");
  }

  /** More than one payload in an item. */
  public static StanzaError invalidPayload() {
    return with(StanzaError.badRequest(), "invalid-payload");
  }

  /** Longer than the service takes. */
  public static StanzaError payloadTooBig() {
    return with(StanzaError.notAcceptable(), "payload-too-big");
  }

  /** More items in one request than the node or the service takes. */
  public static StanzaError maxItemsExceeded() {
    return with(StanzaError.notAllowed(), "max-items-exceeded");
  }

  /** More nodes than an account may have (section 8.1.3). */
  public static StanzaError maxNodesExceeded() {
    return with(StanzaError.notAllowed(), "max-nodes-exceeded");
  }

  /** More subscriptions than a node may have (section 6.1.3). */
  public static StanzaError tooManySubscriptions() {
    return with(StanzaError.policyViolation(), "too-many-subscriptions");
  }

  /** The node is not as the publisher wants it (section 7.1.5). */
  public static StanzaError preconditionNotMet() {
    return with(StanzaError.conflict(), "precondition-not-met");
  }

  /** The asker does not share the owner's presence (section 6.1.3.2). */
  public static StanzaError presenceSubscriptionRequired() {
    return with(StanzaError.notAuthorized(), "presence-subscription-required");
  }

  /** The asker is in none of the groups (section 6.1.3.3). */
  public static StanzaError notInRosterGroup() {
    return with(StanzaError.notAuthorized(), "not-in-roster-group");
  }

  /** The asker is not on the whitelist (section 6.1.3.4). */
  public static StanzaError closedNode() {
    return with(StanzaError.notAllowed(), "closed-node");
  }

  /** Somebody else's address (section 6.1.3.1). */
  public static StanzaError invalidJid() {
    return with(StanzaError.badRequest(), "invalid-jid");
  }

  /** There is no such subscription (section 6.2.3.2). */
  public static StanzaError notSubscribed() {
    return with(
        StanzaError.unexpectedRequest().withType(StanzaError.Type.CANCEL), "not-subscribed");
  }

  /**
   * A part of the extension that the service does not offer.
   *
   * @param feature its name behind the namespace and "#"
   */
  public static StanzaError unsupported(String feature) {
    return StanzaError.featureNotImplemented()
        .withApplication(
            XmlElement.named("unsupported", Pubsub.ERRORS).attribute("feature", feature).build());
  }

  private static StanzaError with(StanzaError error, String condition) {
    return error.withApplication(XmlElement.named(condition, Pubsub.ERRORS).build());
  }
}
