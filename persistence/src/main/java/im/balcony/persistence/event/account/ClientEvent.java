package im.balcony.persistence.event.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to one of the account's clients: an installation with an id of its own
 * (XEP-0388 section 2.3). On disk for ever: see EventManifests before changing.
 */
public sealed interface ClientEvent extends AccountEvent.OfClients {
  String client();

  <S> S fold(Fold<S> fold);

  @Override
  default <S> S fold(AccountEvent.Fold<S> fold) {
    return fold.on(this);
  }

  /**
   * It logged in; not written for every login.
   *
   * @param byPassword whether its owner's password was what it proved
   */
  record ClientSeen(
      String client,
      @Nullable String software,
      @Nullable String device,
      boolean byPassword,
      Instant at)
      implements ClientEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** It was given a token that is not used yet; an earlier unused one is void (XEP-0484 3.5). */
  record TokenIssued(String client, StoredToken token) implements ClientEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * It used a token.
   *
   * @param wasNew whether it was the one given last, which makes the one before it void
   * @param count of the use, 0 when the client does not count (XEP-0484 3.4)
   */
  record TokenUsed(String client, boolean wasNew, long count) implements ClientEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** None of its tokens is valid any more. */
  record TokensRevoked(String client) implements ClientEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** It is known no more, its tokens void. */
  record ClientForgotten(String client) implements ClientEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** One case per event: a new event does not compile until every fold has an answer for it. */
  interface Fold<S> {
    S on(ClientSeen event);

    S on(TokenIssued event);

    S on(TokenUsed event);

    S on(TokensRevoked event);

    S on(ClientForgotten event);
  }
}
