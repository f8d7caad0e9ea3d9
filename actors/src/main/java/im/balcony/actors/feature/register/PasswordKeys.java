package im.balcony.actors.feature.register;

import im.balcony.persistence.event.account.StoredScramKeys;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Makes keys of a password, off the threads of actors: it is slow on purpose (RFC 5802). */
@FunctionalInterface
public interface PasswordKeys {
  /** One a mechanism; empty when the password cannot be prepared (RFC 4013). */
  CompletionStage<Optional<List<StoredScramKeys>>> derive(String password);
}
