package im.balcony.persistence.event.account;

import java.time.Instant;
import java.util.List;

/** What has happened to one account. On disk for ever: see EventManifests before changing. */
public sealed interface AccountEvent {
  <S> S fold(Fold<S> fold);

  /** The account exists from here on. */
  record AccountCreated(String bareJid, List<StoredScramKeys> keys, Instant at)
      implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** Other keys are valid from here on; all earlier ones are not. */
  record PasswordChanged(List<StoredScramKeys> keys, Instant at) implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** The account is gone; its address may be given away under a new incarnation. */
  record AccountRemoved(Instant at) implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** Stands for an event whose data key was destroyed; keeps its place, never written. */
  record Erased() implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** One case per event: a new event does not compile until every fold has an answer for it. */
  interface Fold<S> {
    S on(AccountCreated event);

    S on(PasswordChanged event);

    S on(AccountRemoved event);

    S on(Erased event);
  }
}
