package im.balcony.actors.user.roster;

import im.balcony.protocol.stanza.Presence;
import java.util.Optional;

/** The presence types that manage subscriptions (RFC 6121 section 3). */
public enum SubscriptionKind {
  SUBSCRIBE,
  SUBSCRIBED,
  UNSUBSCRIBE,
  UNSUBSCRIBED;

  /** The kind of this presence; empty when it is no subscription stanza. */
  public static Optional<SubscriptionKind> of(Presence.Type type) {
    return switch (type) {
      case SUBSCRIBE -> Optional.of(SUBSCRIBE);
      case SUBSCRIBED -> Optional.of(SUBSCRIBED);
      case UNSUBSCRIBE -> Optional.of(UNSUBSCRIBE);
      case UNSUBSCRIBED -> Optional.of(UNSUBSCRIBED);
      default -> Optional.empty();
    };
  }

  /** The presence type it stands for. */
  public Presence.Type type() {
    return Presence.Type.valueOf(name());
  }
}
