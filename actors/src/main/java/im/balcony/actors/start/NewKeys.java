package im.balcony.actors.start;

import im.balcony.protocol.sasl.ScramKeys;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Makes the keys of a new password, one a mechanism; empty when it cannot be a password. */
@FunctionalInterface
public interface NewKeys {
  /** Returns at once: deriving is slow on purpose and has threads of its own. */
  CompletionStage<Optional<List<ScramKeys>>> of(String password);
}
