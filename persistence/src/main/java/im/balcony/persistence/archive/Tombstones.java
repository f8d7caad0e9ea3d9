package im.balcony.persistence.archive;

import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;
import im.balcony.protocol.xep.content.MessageEffect.Kind;
import im.balcony.protocol.xep.retraction.Retraction;
import im.balcony.protocol.xml.StoredXml;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What an archive serves in the place of messages that were taken back (XEP-0424 section 4). */
final class Tombstones {
  private final SealedLogs logs;

  Tombstones(SealedLogs logs) {
    this.logs = logs;
  }

  /** The stanza as it is to be served, given what the account's exceptions say of it. */
  CompletionStage<byte[]> served(String log, MessageSent sent, @Nullable ArchiveException mark) {
    var by = mark == null ? null : mark.rewrittenBy();
    if (by == null) {
      return CompletableFuture.completedFuture(sent.stanzaXml());
    }
    if (by == ArchiveException.BY_OWNER) {
      return CompletableFuture.completedFuture(tombstone(sent, null, sent.at()));
    }
    return logs.message(log, by)
        .thenApply(
            found ->
                found
                    .map(rewriting -> served(sent, rewriting))
                    .orElseGet(() -> tombstone(sent, null, sent.at())));
  }

  /** A correction is an item of its own: the corrected message is served as it was sent. */
  private static byte[] served(MessageSent sent, MessageSent rewriting) {
    var effect = rewriting.effect();
    return effect != null && effect.kind() == Kind.CORRECTION
        ? sent.stanzaXml()
        : tombstone(sent, StoredXml.read(rewriting.stanzaXml()).attribute("id"), rewriting.at());
  }

  private static byte[] tombstone(MessageSent sent, @Nullable String id, Instant at) {
    return Retraction.tombstone(StoredXml.read(sent.stanzaXml()), id, at).toBytes();
  }
}
