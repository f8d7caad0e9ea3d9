package im.balcony.persistence.event.index;

import im.balcony.persistence.event.index.IndexEvent.ConversationCleared;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import im.balcony.persistence.event.index.IndexEvent.MessageRemoved;
import im.balcony.persistence.event.index.IndexEvent.NotifyFollowed;
import im.balcony.persistence.event.index.IndexEvent.RowEffect;
import im.balcony.persistence.event.index.IndexEvent.RowSet;
import im.balcony.protocol.xep.content.MessageEffect.Kind;
import im.balcony.protocol.xep.notifysettings.NotifySetting;
import im.balcony.protocol.xep.sync.Synchronization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What could happen to one account, made of dice: the events of its index, and beside them every
 * message of every conversation, so that unread ones can be counted one by one.
 */
final class RandomHistory {
  private static final List<String> PEERS =
      List.of("bob@a.example", "eve@b.example", "x@c.example");
  private static final List<String> TYPES = List.of("urn:xabber:chat", "urn:xmpp:omemo:2");

  /** A message of a conversation, its fate included. */
  static final class Told {
    final String type;
    final boolean outgoing;
    final boolean hidden;
    final long version;
    final long archiveId;
    final long theirs;
    boolean retracted;
    boolean read;

    Told(String type, boolean outgoing, boolean hidden, long version, long archiveId, long theirs) {
      this.type = type;
      this.outgoing = outgoing;
      this.hidden = hidden;
      this.version = version;
      this.archiveId = archiveId;
      this.theirs = theirs;
    }
  }

  private final Random dice;
  private final Map<String, List<Told>> told = new HashMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<String, Long> theirs = new HashMap<>();
  private final Map<String, Boolean> marked = new HashMap<>();
  private final Map<String, RowSettings> settings = new HashMap<>();
  private long lastId = 1_000;

  RandomHistory(long seed) {
    dice = new Random(seed);
  }

  /** Unread messages of this row, counted by looking at each. */
  long unread(String peer, String type) {
    var count =
        told(peer).stream()
            .filter(each -> each.type.equals(type))
            .filter(each -> !each.outgoing && !each.hidden && !each.retracted && !each.read)
            .count();
    return count == 0 && marked.getOrDefault(InboxRow.key(peer, type), false) ? 1 : count;
  }

  long unread() {
    var sum = 0L;
    for (var peer : PEERS) {
      for (var type : TYPES) {
        var isDeleted = settings(peer, type).isDeleted();
        sum += isDeleted ? 0 : unread(peer, type);
      }
    }
    return sum;
  }

  List<String> peers() {
    return PEERS;
  }

  List<String> types() {
    return TYPES;
  }

  /** The newest message that both can see, or 0. */
  long lastVersion(String peer, String type) {
    return told(peer).stream()
        .filter(each -> each.type.equals(type) && !each.hidden && !each.retracted)
        .mapToLong(each -> each.version)
        .max()
        .orElse(0);
  }

  IndexEvent next() {
    var peer = PEERS.get(dice.nextInt(PEERS.size()));
    var type = TYPES.get(dice.nextInt(TYPES.size()));
    lastId += 1 + dice.nextInt(3);
    var about = known(peer, type);
    if (about == null) {
      return content(peer, type);
    }
    return switch (dice.nextInt(13)) {
      case 0, 1, 2, 3, 4 -> content(peer, type);
      case 5 -> retraction(peer, about);
      case 6 -> simple(peer, Kind.CORRECTION, about, about.outgoing);
      case 7, 8 -> displayed(peer, about);
      case 9 -> removed(peer, about);
      case 10 -> dice.nextInt(4) == 0 ? cleared(peer, type) : content(peer, type);
      case 11 -> followed(peer);
      default -> set(peer, type);
    };
  }

  private NotifyFollowed followed(String peer) {
    var settings = NotifySetting.values();
    return new NotifyFollowed(lastId, peer, settings[dice.nextInt(settings.length)], Instant.EPOCH);
  }

  private Indexed content(String peer, String type) {
    var outgoing = dice.nextInt(4) == 0;
    var hidden = !outgoing && dice.nextInt(10) == 0;
    var count = theirs.merge(InboxRow.key(peer, type), outgoing ? 0L : 1L, Long::sum);
    var version = versions.merge(peer, 1L, Long::sum);
    told(peer).add(new Told(type, outgoing, hidden, version, lastId, count));
    if (!hidden) {
      settings.merge(InboxRow.key(peer, type), RowSettings.DEFAULT, (now, fresh) -> fresh);
    }
    if (outgoing) {
      readAll(peer, type, version);
    }
    return indexed(
        peer, version, outgoing, hidden, new RowEffect(Kind.CONTENT, type, count, 0, 0, 0));
  }

  private Indexed retraction(String peer, Told about) {
    about.retracted = true;
    return simple(peer, Kind.RETRACTION, about, about.outgoing);
  }

  /** For the owner alone. */
  private MessageRemoved removed(String peer, Told about) {
    about.retracted = true;
    return new MessageRemoved(
        lastId,
        "log-" + peer,
        peer,
        about.type,
        about.version,
        about.outgoing ? 0 : about.theirs,
        about.archiveId,
        Instant.EPOCH);
  }

  private ConversationCleared cleared(String peer, String type) {
    told(peer).stream()
        .filter(each -> each.type.equals(type))
        .forEach(each -> each.retracted = true);
    marked.put(InboxRow.key(peer, type), false);
    return new ConversationCleared(lastId, "log-" + peer, peer, type, Instant.EPOCH);
  }

  private Indexed displayed(String peer, Told about) {
    var byOwner = dice.nextBoolean();
    if (byOwner) {
      readAll(peer, about.type, about.version);
    }
    return simple(peer, Kind.DISPLAYED, about, byOwner);
  }

  private Indexed simple(String peer, Kind kind, Told about, boolean outgoing) {
    var version = versions.merge(peer, 1L, Long::sum);
    var now = theirs.getOrDefault(InboxRow.key(peer, about.type), 0L);
    var effect = new RowEffect(kind, about.type, now, about.version, about.theirs, about.archiveId);
    return indexed(peer, version, outgoing, false, effect);
  }

  private RowSet set(String peer, String type) {
    var boxes = List.of(RowSettings.INBOX, RowSettings.ARCHIVE, RowSettings.BIN);
    var now = new RowSettings(boxes.get(dice.nextInt(3)), dice.nextInt(2), 0, dice.nextBoolean());
    settings.put(InboxRow.key(peer, type), now);
    marked.put(InboxRow.key(peer, type), now.markedUnread());
    return new RowSet(
        lastId,
        peer,
        type,
        now.box(),
        now.pinned(),
        List.of(0L, 60L, Synchronization.MUTE_SECONDS_MAX).get(dice.nextInt(3)),
        now.markedUnread(),
        0,
        0,
        Instant.EPOCH);
  }

  private RowSettings settings(String peer, String type) {
    return settings.getOrDefault(InboxRow.key(peer, type), RowSettings.DEFAULT);
  }

  private void readAll(String peer, String type, long upToVersion) {
    marked.put(InboxRow.key(peer, type), false);
    told(peer).stream()
        .filter(each -> each.type.equals(type) && each.version <= upToVersion)
        .forEach(each -> each.read = true);
  }

  /**
   * Something visible that was said and not taken back, one of the newest few; null for nothing.
   */
  private @Nullable Told known(String peer, String type) {
    var all =
        told(peer).stream()
            .filter(each -> each.type.equals(type) && !each.retracted && !each.hidden)
            .toList();
    var newest = all.subList(Math.max(0, all.size() - 12), all.size());
    return newest.isEmpty() ? null : newest.get(dice.nextInt(newest.size()));
  }

  private List<Told> told(String peer) {
    return told.computeIfAbsent(peer, key -> new ArrayList<>());
  }

  private Indexed indexed(
      String peer, long version, boolean outgoing, boolean hidden, RowEffect effect) {
    return new Indexed(
        lastId, "log-" + peer, peer, version, outgoing, hidden, Instant.EPOCH, effect);
  }
}
