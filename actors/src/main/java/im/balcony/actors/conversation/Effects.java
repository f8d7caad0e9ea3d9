package im.balcony.actors.conversation;

import im.balcony.actors.conversation.ConversationCommand.Item;
import im.balcony.actors.conversation.Intake.Pending;
import im.balcony.persistence.event.conversation.ConversationEvent.Effect;
import im.balcony.persistence.event.conversation.ConversationState;
import im.balcony.persistence.event.conversation.Counts;
import im.balcony.persistence.event.conversation.RecentIds;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xep.content.MessageEffect.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the messages of a batch do to the conversation, in their order: finds the messages that they
 * are about, in the log or earlier in the batch, and numbers contents.
 */
final class Effects {
  private final ConversationState state;
  private final String log;
  private final Participant first;
  private final Participant second;
  private final Map<String, Counts> counts = new HashMap<>();
  private final Map<Long, Long> versions = new HashMap<>();
  private long version;

  Effects(ConversationState state, String log, Participant first, Participant second) {
    this.state = state;
    this.log = log;
    this.first = first;
    this.second = second;
    this.version = state.version();
  }

  /** Of the next message that is stored. */
  Effect next(Pending pending) {
    version++;
    var item = pending.item;
    var sender = pending.sender;
    var target = target(item, sender);
    var kind = kind(item.effect().kind(), target);
    var type = item.effect().conversationType();
    var count = counts.getOrDefault(type, state.countsOf(type));
    if (kind == Kind.CONTENT) {
      count = sender == first ? count.plusFirst() : count.plusSecond();
      counts.put(type, count);
    }
    versions.put(pending.key, version);
    if (item.messageId() != null) {
      var key = ConversationState.idKey(sender.account.toString(), item.messageId());
      versions.put(key, version);
    }
    return new Effect(kind, type, item.messageId(), target, count.first(), count.second());
  }

  /** A correction of what nobody knows any more is to be read like any other message. */
  private static Kind kind(Kind said, long target) {
    return said == Kind.CORRECTION && target == RecentIds.ABSENT ? Kind.CONTENT : said;
  }

  private long target(Item item, Participant sender) {
    var about = item.about();
    if (about != null && about.log().equals(log) && about.version() < version) {
      return about.version();
    }
    return target(item.effect(), sender);
  }

  private long target(MessageEffect effect, Participant sender) {
    var id = effect.target();
    if (id == null) {
      return RecentIds.ABSENT;
    }
    for (var author : authors(effect.kind(), sender)) {
      var found = find(author, id);
      if (found != RecentIds.ABSENT) {
        return found;
      }
    }
    return RecentIds.ABSENT;
  }

  /** Whose messages it may be about. */
  private List<Jid> authors(Kind kind, Participant sender) {
    var other = sender == first ? second.account : first.account;
    return switch (kind) {
      case CORRECTION, RETRACTION -> List.of(sender.account);
      case DISPLAYED, RECEIVED -> List.of(other);
      case REACTIONS -> List.of(other, sender.account);
      case CONTENT, CALL, OTHER -> List.of();
    };
  }

  private long find(Jid author, String id) {
    var name = author.toString();
    var byOrigin = RecentIds.key(name, ConversationState.originKeyOf(id));
    var inBatch = versions.get(byOrigin);
    if (inBatch == null) {
      inBatch = versions.get(ConversationState.idKey(name, id));
    }
    return inBatch == null ? state.versionOf(name, id) : inBatch;
  }
}
