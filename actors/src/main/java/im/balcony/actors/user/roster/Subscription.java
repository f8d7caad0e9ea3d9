package im.balcony.actors.user.roster;

/**
 * Where account and contact stand with each other: the nine states of RFC 6121 A.1 plus the
 * pre-approval of section 3.4.
 *
 * @param to the account sees the contact's presence
 * @param from the contact sees the account's presence
 * @param pendingOut the contact was asked and has not answered
 * @param pendingIn the contact asked and was not answered
 * @param approved the contact may subscribe without asking
 */
public record Subscription(
    boolean to, boolean from, boolean pendingOut, boolean pendingIn, boolean approved) {
  public static final Subscription NONE = new Subscription(false, false, false, false, false);

  /**
   * What happens to a subscription stanza, and where that leaves the two.
   *
   * @param passesOn whether the stanza is routed to the contact (outbound) or delivered to the
   *     account's clients (inbound)
   * @param autoReply what the server answers for the account, if it does
   */
  public record Step(
      boolean passesOn, Subscription next, java.util.Optional<SubscriptionKind> autoReply) {}

  /** RFC 6121 A.2: the account's client sends it. */
  public Step outbound(SubscriptionKind kind) {
    return switch (kind) {
      case SUBSCRIBE -> routed(to ? this : with(to, from, true, pendingIn, approved));
      case UNSUBSCRIBE -> routed(with(false, from, false, pendingIn, approved));
      case SUBSCRIBED -> approve();
      case UNSUBSCRIBED ->
          from || pendingIn
              ? routed(with(to, false, pendingOut, false, false))
              : quiet(with(to, false, pendingOut, false, false));
    };
  }

  /** Pre-approval when nobody asked (section 3.4.2), approval when somebody did. */
  private Step approve() {
    if (pendingIn) {
      return routed(with(to, true, pendingOut, false, approved));
    }
    return quiet(from ? this : with(to, false, pendingOut, false, true));
  }

  /** RFC 6121 A.3: the contact sends it. */
  public Step inbound(SubscriptionKind kind) {
    return switch (kind) {
      case SUBSCRIBE -> asked();
      case UNSUBSCRIBE ->
          from || pendingIn
              ? answered(
                  true, with(to, false, pendingOut, false, approved), SubscriptionKind.UNSUBSCRIBED)
              : quiet(this);
      case SUBSCRIBED ->
          pendingOut && !to ? routed(with(true, from, false, pendingIn, approved)) : quiet(this);
      case UNSUBSCRIBED ->
          pendingOut || to ? routed(with(false, from, false, pendingIn, approved)) : quiet(this);
    };
  }

  private Step asked() {
    if (from) {
      return answered(false, this, SubscriptionKind.SUBSCRIBED);
    }
    if (approved) {
      return answered(false, with(to, true, pendingOut, false, true), SubscriptionKind.SUBSCRIBED);
    }
    return pendingIn ? quiet(this) : routed(with(to, from, pendingOut, true, false));
  }

  private static Subscription with(
      boolean to, boolean from, boolean pendingOut, boolean pendingIn, boolean approved) {
    return new Subscription(to, from, pendingOut, pendingIn, approved);
  }

  private static Step routed(Subscription next) {
    return new Step(true, next, java.util.Optional.empty());
  }

  private static Step quiet(Subscription next) {
    return new Step(false, next, java.util.Optional.empty());
  }

  private static Step answered(boolean passesOn, Subscription next, SubscriptionKind answer) {
    return new Step(passesOn, next, java.util.Optional.of(answer));
  }

  /** What roster items show of it is the same (the pending request of the contact is not shown). */
  public boolean looksLike(Subscription other) {
    return to == other.to
        && from == other.from
        && pendingOut == other.pendingOut
        && approved == other.approved;
  }
}
