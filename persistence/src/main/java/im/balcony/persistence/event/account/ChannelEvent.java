package im.balcony.persistence.event.account;

/**
 * Which channels an account takes part in (XEP-0405). On disk for ever: see EventManifests before
 * changing.
 */
public sealed interface ChannelEvent extends AccountEvent.OfChannels {
  <S> S fold(Fold<S> fold);

  /** Bare JID. */
  String channel();

  @Override
  default <S> S fold(AccountEvent.Fold<S> fold) {
    return fold.on(this);
  }

  /**
   * The channel knows the account as a participant; what was known of it is replaced.
   *
   * @param channel bare JID
   * @param participantId by which the channel names the account (XEP-0369 section 4.6)
   * @param sharesPresence whether others there are to see the account's clients (XEP-0404)
   */
  record ChannelJoined(String channel, String participantId, boolean sharesPresence)
      implements ChannelEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** The account is no participant of the channel any more. */
  record ChannelLeft(String channel) implements ChannelEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** One case per event: a new event does not compile until every fold has an answer for it. */
  interface Fold<S> {
    S on(ChannelJoined event);

    S on(ChannelLeft event);
  }
}
