package im.balcony.actors.user;

import im.balcony.actors.WireMessage;
import im.balcony.persistence.event.account.StoredScramKeys;
import java.util.List;

/** What a User answers to the commands that manage its account. */
public sealed interface AccountReply extends WireMessage {

  /** It is durable. */
  record Done() implements AccountReply {}

  record AddressTaken() implements AccountReply {}

  record NoSuchAccount() implements AccountReply {}

  /** Not now: the journal is slow or gone. */
  record TryLater() implements AccountReply {}

  /** The stored keys, one a mechanism. */
  record Keys(List<StoredScramKeys> keys) implements AccountReply {}
}
