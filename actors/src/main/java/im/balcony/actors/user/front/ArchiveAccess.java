package im.balcony.actors.user.front;

import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.feature.OwnerDecision;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.index.IndexHead;
import im.balcony.actors.user.messages.MessagePath;
import im.balcony.persistence.archive.ArchiveAnswer;
import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.archive.ArchiveQuery;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.event.index.IndexState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The account's archive for those parts of the front that read it; the index opens on demand. */
final class ArchiveAccess implements OfflineMessages.Archive {
  private final ActorContext<UserCommand> context;
  private final String incarnation;
  private final MessageArchive archive;
  private final List<CompletableFuture<IndexHead>> waiting = new ArrayList<>(0);
  private final List<CompletableFuture<ArchiveHead>> waitingLists = new ArrayList<>(0);
  private @Nullable MessagePath path;
  private BooleanSupplier isCurrent = () -> false;
  private BooleanSupplier isListCurrent = () -> false;

  /** What was read; carried out on the User's thread. */
  record Read(Runnable then) implements UserCommand.Local {}

  ArchiveAccess(ActorContext<UserCommand> context, String incarnation, MessageArchive archive) {
    this.context = context;
    this.incarnation = incarnation;
    this.archive = archive;
  }

  /**
   * The path needs the front that is made of this: it comes after.
   *
   * @param current whether the index is what it has to be when it is read
   * @param listCurrent whether the list of conversations is, too
   */
  void use(MessagePath opened, BooleanSupplier current, BooleanSupplier listCurrent) {
    path = opened;
    isCurrent = current;
    isListCurrent = listCurrent;
  }

  @Override
  public CompletionStage<IndexHead> head() {
    var promise = new CompletableFuture<IndexHead>();
    waiting.add(promise);
    if (path != null) {
      path.open();
    }
    opened();
    return promise;
  }

  /** The same for features, which know no more of it. */
  CompletionStage<ArchiveHead> archiveHead() {
    return head().thenApply(archiveHead -> archiveHead);
  }

  /** The same for lists of conversations, which wait for what rooms have to say. */
  CompletionStage<ArchiveHead> listHead() {
    var promise = new CompletableFuture<ArchiveHead>();
    waitingLists.add(promise);
    if (path != null) {
      path.open();
    }
    opened();
    return promise;
  }

  /** Writes a decision; {@code done} gets nothing when it is not known whether it is durable. */
  void decide(OwnerDecision decision, Consumer<Optional<IndexState>> done) {
    if (path == null) {
      done.accept(Optional.empty());
    } else {
      path.decide(decision, done);
    }
  }

  /** The archive as it is durable; empty before it was opened. */
  IndexState committed() {
    return path == null ? IndexState.EMPTY : path.index().orElse(IndexState.EMPTY);
  }

  /** Called whenever the index may have been opened, or become current. */
  void opened() {
    if (path == null
        || (waiting.isEmpty() && waitingLists.isEmpty())
        || !isCurrent.getAsBoolean()) {
      return;
    }
    path.index()
        .ifPresent(
            index -> {
              var all = List.copyOf(waiting);
              waiting.clear();
              all.forEach(promise -> promise.complete(new IndexHead(incarnation, index)));
              if (!waitingLists.isEmpty() && isListCurrent.getAsBoolean()) {
                var lists = List.copyOf(waitingLists);
                waitingLists.clear();
                lists.forEach(promise -> promise.complete(new IndexHead(incarnation, index)));
              }
            });
  }

  @Override
  public CompletionStage<ArchiveAnswer> page(ArchiveHead head, ArchiveQuery query) {
    return archive.page(head, query);
  }

  @Override
  public CompletionStage<Optional<MessageArchive.Ends>> ends(ArchiveHead head) {
    return archive.ends(head);
  }

  @Override
  public <T> void whenRead(CompletionStage<T> stage, Consumer<@Nullable T> then) {
    context.pipeToSelf(
        stage,
        (value, failure) -> {
          if (failure != null) {
            context.getSystem().log().warn("an archive could not be read", failure);
          }
          return new Read(() -> then.accept(failure == null ? value : null));
        });
  }
}
