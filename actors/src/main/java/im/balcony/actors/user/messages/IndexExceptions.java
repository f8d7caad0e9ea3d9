package im.balcony.actors.user.messages;

import static im.balcony.persistence.archive.ArchiveException.BY_OWNER;

import im.balcony.persistence.archive.ExceptionsTable;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import im.balcony.persistence.event.index.IndexEvent.MessageRemoved;
import im.balcony.protocol.xep.content.MessageEffect.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the exceptions table must say of a batch before the index does: a page must never miss a
 * raised id, show what is hidden, or serve what was taken back.
 *
 * <p>Corrections hang on the message in a chain, each marked as rewritten by the next one, so that
 * a retraction finds them all.
 */
final class IndexExceptions {
  /** A message that was corrected more often keeps what lies beyond. */
  static final int CORRECTIONS_MAX = 1_000;

  private final ExceptionsTable table;
  private final String incarnation;
  private final List<CompletableFuture<Void>> writes = new ArrayList<>(0);
  private final List<Supplier<CompletionStage<Void>>> rewrites = new ArrayList<>(0);

  IndexExceptions(ExceptionsTable table, String incarnation) {
    this.table = table;
    this.incarnation = incarnation;
  }

  void add(Arrival arrival, Indexed entry) {
    var log = entry.conversation();
    var version = entry.version();
    var effect = entry.effect();
    if (arrival.excepted()) {
      begin(table.raise(incarnation, log, version, entry.archiveId()));
    }
    if (entry.hidden()) {
      begin(table.hide(incarnation, log, version));
    } else if (effect != null && effect.target() > 0) {
      if (effect.kind() == Kind.RETRACTION) {
        rewrites.add(() -> takeBack(log, effect.target(), version, CORRECTIONS_MAX));
      } else if (effect.kind() == Kind.CORRECTION) {
        rewrites.add(() -> append(log, effect.target(), version, CORRECTIONS_MAX));
      }
    }
  }

  /** The owner's decision about one message: it is as if its sender had taken it back. */
  void add(MessageRemoved removed) {
    rewrites.add(
        () -> takeBack(removed.conversation(), removed.version(), BY_OWNER, CORRECTIONS_MAX));
  }

  private void begin(CompletionStage<Void> write) {
    writes.add(write.toCompletableFuture());
  }

  /**
   * Marks the message and all its corrections, the last one first: whoever begins again after a
   * death in the middle still finds the way to those that are left.
   */
  private CompletionStage<Void> takeBack(String log, long version, long by, int left) {
    return next(log, version)
        .thenCompose(
            next ->
                next == null || next == by || next == BY_OWNER || left == 0
                    ? CompletableFuture.<Void>completedFuture(null)
                    : takeBack(log, next, by, left - 1))
        .thenCompose(done -> table.rewrite(incarnation, log, version, by));
  }

  /** Marks the last correction there is, or the message itself; what is gone stays so. */
  private CompletionStage<Void> append(String log, long version, long by, int left) {
    return next(log, version)
        .thenCompose(
            next -> {
              if (next == null) {
                return table.rewrite(incarnation, log, version, by);
              }
              if (next == BY_OWNER) {
                return table.rewrite(incarnation, log, by, BY_OWNER);
              }
              return next == by || left == 0
                  ? CompletableFuture.<Void>completedFuture(null)
                  : append(log, next, by, left - 1);
            });
  }

  private CompletionStage<@Nullable Long> next(String log, long version) {
    return table
        .read(incarnation, log, version, version)
        .thenApply(
            marks -> {
              var mark = marks.get(version);
              return mark == null ? null : mark.rewrittenBy();
            });
  }

  boolean isEmpty() {
    return writes.isEmpty() && rewrites.isEmpty();
  }

  /** One rewrite after the other: they may be about the same message. */
  CompletionStage<Void> written() {
    CompletionStage<Void> done =
        CompletableFuture.allOf(writes.toArray(CompletableFuture<?>[]::new));
    for (var rewrite : rewrites) {
      done = done.thenCompose(before -> rewrite.get());
    }
    return done;
  }
}
