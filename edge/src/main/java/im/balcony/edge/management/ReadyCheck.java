package im.balcony.edge.management;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** One part that a node needs to serve anybody. */
public interface ReadyCheck {
  /** One word: part of what an operator reads. */
  String name();

  /** Why it cannot serve now, in a few words; empty when it can. A failed stage is a reason too. */
  CompletionStage<Optional<String>> problem();
}
