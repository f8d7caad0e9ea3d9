package im.balcony.actors.user.front;

import im.balcony.actors.feature.BookmarkFollowing;
import im.balcony.actors.feature.OwnerDecision;
import im.balcony.actors.feature.RowDecision;
import im.balcony.actors.feature.notifysettings.BookmarkedSettings;
import im.balcony.actors.user.messages.MessagePath;
import im.balcony.actors.user.pubsub.Node;
import im.balcony.actors.user.pubsub.Nodes;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.InboxRows;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.bookmarks.Bookmarks;
import im.balcony.protocol.xep.notifysettings.NotifySetting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Mutes in the inbox and settings in bookmarks (XEP-0492) do not contradict each other: the last
 * decision wins (ADR 10). A bookmark that says something else than what the rows followed last is
 * newer than they are, and they follow it; a row that contradicts a bookmark which it has followed
 * is newer than that, and the bookmark is rewritten.
 *
 * <p>Both stand in logs of their own, so this compares what is durable: after each change, and when
 * the index is opened, as somebody may have died between the two writes.
 */
final class BookmarkedMutes {
  private final Front front;
  private final MessagePath path;
  private final BookmarkedSettings bookmarks;
  private final Consequences consequences;
  private final RowPushes rows;

  private Nodes seen = Nodes.NONE;
  private @Nullable Node seenBookmarks;

  /** What the rows follow once all of it is durable; null until it was compared with the index. */
  private @Nullable Map<String, NotifySetting> followed;

  /** Peers whose rows may contradict their bookmarks. */
  private final Set<String> doubtful = new HashSet<>(0);

  private int followingUnderWay;
  private int mutesUnderWay;
  private int rewritesUnderWay;

  BookmarkedMutes(
      Front front,
      MessagePath path,
      BookmarkedSettings bookmarks,
      Consequences consequences,
      RowPushes rows) {
    this.front = front;
    this.path = path;
    this.bookmarks = bookmarks;
    this.consequences = consequences;
    this.rows = rows;
  }

  /** Whether the rows are what the durable bookmarks make of them. */
  boolean isCurrent() {
    return followed != null && followingUnderWay == 0;
  }

  /** Writes a decision of the owner; one that mutes comes behind what bookmarks said before. */
  void decide(OwnerDecision decision, Consumer<Optional<IndexState>> done) {
    if (!(decision instanceof RowDecision row) || row.mutedUntil() == null) {
      path.decide(decision, done);
      return;
    }
    behindBookmarks(
        () -> {
          mutesUnderWay++;
          path.decide(
              decision,
              state -> {
                muted(row.peer(), state.isPresent());
                done.accept(state);
              });
        });
  }

  /** Runs this when the rows are about to follow all that was decided of the bookmarks before. */
  private void behindBookmarks(Runnable decide) {
    front
        .account()
        .write(
            List.of(),
            durable -> {
              check();
              if (rewritesUnderWay == 0) {
                decide.run();
              } else {
                behindBookmarks(decide);
              }
            });
  }

  private void muted(Jid peer, boolean isDurable) {
    mutesUnderWay--;
    doubtful.add(peer.toString());
    if (!isDurable) {
      followed = null; // nobody knows: to be compared again
    }
  }

  /** Compares what may have changed since the last time; called after each command. */
  void check() {
    if (followed != null && isSeen() && doubtful.isEmpty()) {
      return;
    }
    var index = path.index();
    if (index.isEmpty()) {
      return;
    }
    var inbox = index.get().inbox();
    if (followed == null || !isSeen()) {
      follow(inbox);
    }
    if (!doubtful.isEmpty() && mutesUnderWay == 0 && !front.account().isFull()) {
      rewrite(inbox);
    }
  }

  @SuppressWarnings("ReferenceEquality") // a change makes another one
  private boolean isSeen() {
    return front.account().committed().nodes() == seen;
  }

  @SuppressWarnings("ReferenceEquality")
  private void follow(InboxRows inbox) {
    seen = front.account().committed().nodes();
    var node = seen.node(Bookmarks.NODE).orElse(null);
    var known = followed;
    if (known != null && node == seenBookmarks) {
      return;
    }
    seenBookmarks = node;
    var now = known == null ? new HashMap<>(inbox.followed()) : known;
    followed = now;
    var said = BookmarkedSettings.of(seen);
    doubtful.addAll(said.keySet());
    var peers = new HashSet<>(now.keySet());
    peers.addAll(said.keySet());
    for (var peer : peers) {
      var setting = said.getOrDefault(peer, NotifySetting.UNSAID);
      if (setting != now.getOrDefault(peer, NotifySetting.UNSAID)) {
        now.put(peer, setting);
        follow(Jid.parse(peer), setting);
      }
    }
  }

  private void follow(Jid peer, NotifySetting setting) {
    followingUnderWay++;
    path.decide(
        new BookmarkFollowing(peer, setting),
        state -> {
          followingUnderWay--;
          if (state.isPresent()) {
            doubtful.add(peer.toString());
            rowsOf(peer, state.get().inbox()).forEach(row -> rows.push(peer, row.type(), null));
          } else {
            followed = null;
          }
        });
  }

  private static List<InboxRow> rowsOf(Jid peer, InboxRows inbox) {
    var jid = peer.toString();
    return inbox.matching(row -> row.peer().equals(jid));
  }

  private void rewrite(InboxRows inbox) {
    var said = BookmarkedSettings.of(front.decided().nodes());
    var wanted = new HashMap<String, NotifySetting>();
    for (var row : inbox.matching(each -> doubtful.contains(each.peer()))) {
      if (contradicts(inbox, row, said.get(row.peer()))) {
        wanted.put(
            row.peer(),
            row.settings().isMutedForEver() ? NotifySetting.NEVER : inbox.afterMute(row.peer()));
      }
    }
    doubtful.clear();
    if (!wanted.isEmpty()) {
      rewritesUnderWay++;
      var change = bookmarks.saying(front.decided(), wanted, front.clock().instant());
      front
          .account()
          .write(
              change.events(),
              durable -> {
                rewritesUnderWay--;
                consequences.carryOut(change.consequences(), null);
              });
    }
  }

  /** One that is not followed yet is newer than the row. */
  private static boolean contradicts(
      InboxRows inbox, InboxRow row, @Nullable NotifySetting bookmark) {
    return bookmark != null
        && bookmark == inbox.followed(row.peer())
        && row.settings().isMutedForEver() != (bookmark == NotifySetting.NEVER);
  }
}
