package im.balcony.persistence.archive;

import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;
import im.balcony.persistence.seal.DataKeys;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Single messages by their place in a conversation: two point reads, at the same time. */
public final class MessageLookup {
  private final SealedLogs logs;
  private final ExceptionsTable exceptions;

  public MessageLookup(
      JournalReader journal, ExceptionsTable exceptions, DataKeys keys, EventCodec codec) {
    this.logs = new SealedLogs(journal, keys, codec);
    this.exceptions = exceptions;
  }

  /** Empty when there is none, or this account may not see it. Fails only when a table does. */
  public CompletionStage<Optional<ArchivedMessage>> find(
      String account, String conversation, long version) {
    return exceptions
        .read(account, conversation, version, version)
        .thenCombine(
            logs.message(conversation, version),
            (marks, found) -> found.flatMap(sent -> seen(sent, marks.get(version))));
  }

  private static Optional<ArchivedMessage> seen(MessageSent sent, @Nullable ArchiveException mark) {
    return mark != null && mark.hidden()
        ? Optional.empty()
        : Optional.of(new ArchivedMessage(ArchiveException.archiveId(sent, mark), sent));
  }
}
