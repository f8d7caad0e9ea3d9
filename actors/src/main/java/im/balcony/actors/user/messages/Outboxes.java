package im.balcony.actors.user.messages;

import im.balcony.actors.conversation.ConversationCommand.Item;
import im.balcony.actors.conversation.ConversationCommand.Send;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.session.SessionId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an address sends into conversations, an {@link Outbox} each; for an account the outgoing
 * half of its message path.
 */
public final class Outboxes {
  private final Submitter account;
  private final Conversations conversations;
  private final MessagePathSettings settings;
  private final Map<ConversationId, Outbox> outboxes = new HashMap<>();
  private final Set<ConversationId> touched = new LinkedHashSet<>();
  private int items;

  public Outboxes(Submitter account, Conversations conversations, MessagePathSettings settings) {
    this.account = account;
    this.conversations = conversations;
    this.settings = settings;
  }

  public boolean isFull() {
    return items >= settings.waitingItemsMax();
  }

  public boolean isEmpty() {
    return outboxes.isEmpty();
  }

  /** Whether a message of this session has no outcome yet. */
  boolean hasFrom(ConversationId conversation, SessionId session) {
    var outbox = outboxes.get(conversation);
    return outbox != null && outbox.hasFrom(session);
  }

  /** Queues the item; {@link #send} sends it. */
  public void add(ConversationId conversation, Item item) {
    if (outboxes.computeIfAbsent(conversation, id -> new Outbox()).add(item)) {
      items++;
      touched.add(conversation);
    }
  }

  /** Sends the next batch of every conversation that has none outstanding. */
  public void send(long lastArchiveId, long nowNanos) {
    for (var conversation : touched) {
      var outbox = outboxes.get(conversation);
      if (outbox != null) {
        tell(conversation, outbox.nextBatch(settings, nowNanos), lastArchiveId);
      }
    }
    touched.clear();
  }

  /** Sends once more what was not answered in time. */
  public void repeat(long lastArchiveId, long nowNanos) {
    outboxes.forEach(
        (conversation, outbox) ->
            tell(conversation, outbox.overdue(settings, nowNanos), lastArchiveId));
  }

  /** Takes out what was answered; null when it was not outstanding (any more). */
  public @Nullable Item answered(ConversationId conversation, SessionId session, long number) {
    var outbox = outboxes.get(conversation);
    var item = outbox == null ? null : outbox.answered(session, number);
    if (outbox != null && item != null) {
      items--;
      if (outbox.isEmpty()) {
        outboxes.remove(conversation);
      } else {
        touched.add(conversation);
      }
    }
    return item;
  }

  private void tell(ConversationId conversation, List<Item> batch, long lastArchiveId) {
    if (!batch.isEmpty()) {
      conversations.tell(
          conversation, new Send(account.bareJid(), account.incarnation(), lastArchiveId, batch));
    }
  }
}
