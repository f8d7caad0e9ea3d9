package im.balcony.actors.user.messages;

import im.balcony.actors.conversation.ConversationId;
import im.balcony.persistence.archive.ArchivedMessage;
import im.balcony.persistence.archive.MessageLookup;
import im.balcony.persistence.archive.MessagePlace;
import im.balcony.persistence.event.conversation.ConversationEvent.Effect;
import im.balcony.persistence.event.index.IndexEvent.RowEffect;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.content.ConversationType;
import im.balcony.protocol.xep.content.MessageEffect.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of a batch do to the account's inbox. The messages that they are about are found
 * earlier in the batch or among the newest of a row; only others are read from the log.
 */
final class RowEffects {

  /** A message that others are about, as this account has it. */
  private record Target(Kind kind, String type, long theirs, long archiveId) {

    /** Only a content has a number of its own, which counts no more when it is taken back. */
    long theirsFor(Kind entry) {
      return entry == Kind.RETRACTION && kind != Kind.CONTENT ? 0 : theirs;
    }
  }

  private final Jid account;
  private final IndexState committed;
  private final Map<MessagePlace, Optional<Target>> targets = new ConcurrentHashMap<>();
  private final Map<MessagePlace, ConversationId> missing = new LinkedHashMap<>(0);

  RowEffects(Jid account, IndexState committed, List<Queued> batch) {
    this.account = account;
    this.committed = committed;
    for (var queued : batch) {
      if (queued instanceof Arrival arrival && arrival.isStored()) {
        look(arrival);
      }
    }
  }

  private void look(Arrival arrival) {
    var effect = arrival.entry().effect();
    if (effect == null) {
      return;
    }
    if (effect.target() > 0) {
      var place = new MessagePlace(arrival.log(), effect.target());
      if (!targets.containsKey(place)) {
        var found = inRows(arrival, effect);
        if (found.isPresent()) {
          targets.put(place, found);
        } else {
          missing.put(place, arrival.conversation());
        }
      }
    }
    if (effect.kind() == Kind.CONTENT || effect.kind() == Kind.CORRECTION) {
      var theirs = theirs(arrival.conversation(), effect);
      var self = new Target(effect.kind(), effect.type(), theirs, arrival.archiveId());
      targets.put(
          new MessagePlace(arrival.log(), arrival.entry().version()),
          arrival.isHidden() ? Optional.empty() : Optional.of(self));
    }
  }

  private Optional<Target> inRows(Arrival arrival, Effect effect) {
    var peer = arrival.conversation().peerOf(account).toString();
    for (var type : ConversationType.all()) {
      var row = committed.inbox().get(peer, type);
      if (row != null && row.conversation().equals(arrival.log())) {
        var content = row.content(effect.target());
        if (content.isPresent()) {
          var found = content.get();
          return Optional.of(new Target(Kind.CONTENT, type, found.theirs(), found.archiveId()));
        }
      }
    }
    return Optional.empty();
  }

  boolean isComplete() {
    return missing.isEmpty();
  }

  /** Reads what was not at hand; fails only when a table does. */
  CompletionStage<Void> complete(MessageLookup lookup, String incarnation) {
    var reads = new ArrayList<CompletableFuture<Void>>(missing.size());
    missing.forEach(
        (place, conversation) ->
            reads.add(
                lookup
                    .find(incarnation, place.log(), place.version())
                    .thenAccept(message -> found(place, message))
                    .toCompletableFuture()));
    return CompletableFuture.allOf(reads.toArray(CompletableFuture<?>[]::new));
  }

  private void found(MessagePlace place, Optional<ArchivedMessage> message) {
    var conversation = missing.get(place);
    targets.put(
        place,
        message.flatMap(
            found -> {
              var effect = found.sent().effect();
              return effect == null || conversation == null
                  ? Optional.empty()
                  : Optional.of(
                      new Target(
                          effect.kind(),
                          effect.type(),
                          theirs(conversation, effect),
                          found.archiveId()));
            }));
  }

  /** Null for what no row depends on. */
  @Nullable RowEffect of(Arrival arrival) {
    var effect = arrival.entry().effect();
    if (effect == null || effect.kind() == Kind.OTHER) {
      return null;
    }
    var kind = effect.kind();
    var theirs = theirs(arrival.conversation(), effect);
    var target =
        effect.target() == 0
            ? null
            : targets
                .getOrDefault(new MessagePlace(arrival.log(), effect.target()), Optional.empty())
                .orElse(null);
    return target == null
        ? new RowEffect(kind, effect.type(), theirs, 0, 0, 0)
        : new RowEffect(
            kind,
            target.type(),
            effect.type().equals(target.type()) ? theirs : target.theirs(),
            effect.target(),
            target.theirsFor(kind),
            target.archiveId());
  }

  /** With oneself one has nothing unread. */
  private long theirs(ConversationId conversation, Effect effect) {
    return conversation.first().equals(account) ? effect.countSecond() : effect.countFirst();
  }
}
