package im.balcony.actors.user;

import im.balcony.actors.WireMessage;
import im.balcony.actors.port.ClientTokens;
import im.balcony.persistence.event.account.StoredScramKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a User answers to the commands that manage its account. */
public sealed interface AccountReply extends WireMessage {

  /** It is durable. */
  record Done() implements AccountReply {}

  record AddressTaken() implements AccountReply {}

  record NoSuchAccount() implements AccountReply {}

  /** Not now: the journal is slow or gone. */
  record TryLater() implements AccountReply {}

  /** A client was noted; its new token, null when it wanted none. */
  record ClientNoted(ClientTokens.@Nullable Token token) implements AccountReply {}

  /** A client's token was accepted (XEP-0484). */
  record TokenAccepted(ClientTokens.Accepted accepted) implements AccountReply {}

  /** A client's token was refused; {@code expired} tells only who has it. */
  record TokenRefused(boolean expired) implements AccountReply {}

  /** The stored keys, one a mechanism. */
  record Keys(List<StoredScramKeys> keys) implements AccountReply {}
}
