package im.balcony.actors.user.front;

import akka.actor.typed.javadsl.TimerScheduler;
import im.balcony.actors.feature.RoomHearing;
import im.balcony.actors.feature.RowDecision;
import im.balcony.actors.feature.bookmarks.RoomBookmarks;
import im.balcony.actors.room.RoomCommand;
import im.balcony.actors.room.RoomNews;
import im.balcony.actors.user.Rooms;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.messages.MessagePath;
import im.balcony.actors.user.pubsub.Nodes;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.InboxRows;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.persistence.event.index.RoomHead;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.content.ConversationType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that the account follows (ADR 14): those that its bookmarks enter by themselves, and
 * those with which it is registered. A room tells how it stands, which becomes its row of the inbox
 * before it is answered. Whoever comes asks all of them, as they tell nothing while nobody listens.
 */
final class FollowedRooms {
  /** Time to ask again what was not answered. */
  record Tick() implements UserCommand.Local {}

  private static final Tick TICK = new Tick();
  private static final int EARLY_MAX = 500;

  private final Front front;
  private final String incarnation;
  private final Rooms rooms;
  private final RoomRouteSettings settings;
  private final TimerScheduler<UserCommand> timers;
  private final MessagePath path;
  private final RowPushes rows;
  private final PushSender pushes;
  private final RoomAsks asks;
  private final Map<Jid, RoomNews> early = new LinkedHashMap<>(0);
  private @Nullable Nodes seen;
  private long askedAtNanos;
  private int hearing;

  FollowedRooms(
      Front front,
      String incarnation,
      Rooms rooms,
      RoomRouteSettings settings,
      TimerScheduler<UserCommand> timers,
      MessagePath path,
      RowPushes rows,
      PushSender pushes) {
    this.front = front;
    this.incarnation = incarnation;
    this.rooms = rooms;
    this.settings = settings;
    this.timers = timers;
    this.path = path;
    this.rows = rows;
    this.pushes = pushes;
    this.asks =
        new RoomAsks(
            front.bareJid(),
            incarnation,
            rooms,
            settings,
            ChronoUnit.MICROS.between(Instant.EPOCH, front.clock().instant()));
  }

  /** Compares what is wanted with what the rooms were told; called after each command. */
  @SuppressWarnings("ReferenceEquality") // a change makes another one
  void check() {
    var index = path.index();
    if (index.isPresent() && !early.isEmpty()) {
      var all = Map.copyOf(early);
      early.clear();
      all.forEach((room, news) -> hear(room, news, index.get().inbox()));
    }
    var nodes = front.account().committed().nodes();
    if (front.sessions().isEmpty()) {
      seen = null;
      asks.forget();
    } else if (index.isPresent() && nodes != seen) {
      seen = nodes;
      askedAtNanos = System.nanoTime();
      ask(nodes, index.get().inbox());
    }
  }

  private void ask(Nodes nodes, InboxRows inbox) {
    var wanted = new LinkedHashSet<Jid>();
    RoomBookmarks.autojoined(nodes).stream()
        .filter(this::isRoom)
        .limit(settings.followedMax())
        .forEach(wanted::add);
    var all = new LinkedHashSet<>(wanted);
    all.addAll(asks.wanted());
    inbox.matching(InboxRow::isFollowedRoom).forEach(row -> all.add(Jid.parse(row.peer())));
    all.forEach(room -> asks.ask(room, wanted.contains(room)));
    if (!asks.isIdle() && !timers.isTimerActive(TICK)) {
      timers.startTimerWithFixedDelay(TICK, TICK, settings.repeatAfter());
    }
  }

  private boolean isRoom(Jid address) {
    return address.local() != null && rooms.servesRooms(address.domain());
  }

  void tick() {
    if (asks.isIdle()) {
      timers.cancel(TICK);
    } else {
      asks.repeat();
    }
  }

  /** Whether the rows are what the rooms say, or have said nothing for too long. */
  boolean isCurrent() {
    var isKnown = seen != null && asks.isIdle() && early.isEmpty() && hearing == 0;
    return isKnown
        || (seen != null && System.nanoTime() - askedAtNanos >= settings.listWait().toNanos());
  }

  void stands(UserCommand.RoomStands stands) {
    var room = stands.room();
    var news = stands.news();
    var index = path.index();
    if (index.isPresent()) {
      hear(room, news, index.get().inbox());
    } else if (early.size() < EARLY_MAX || early.containsKey(room)) {
      early.put(room, news);
      path.open();
    }
    asks.heard(room, news);
  }

  private void hear(Jid room, RoomNews news, InboxRows inbox) {
    var row = row(room, inbox);
    var isFollowed = row != null && row.isFollowedRoom();
    var head = front.isBlocked(room) ? null : news.head();
    if (news.incarnation() != null && !news.incarnation().equals(incarnation)) {
      taken(room, news, false); // it was for an account that is no more
    } else if (head == null) {
      if (isFollowed) {
        write(room, news, null, row);
      } else {
        taken(room, news, news.head() == null);
      }
    } else if (isFollowed && isKnown(row, head)) {
      taken(room, news, true);
    } else if (!isFollowed
        && inbox.matching(InboxRow::isFollowedRoom).size() >= settings.followedMax()) {
      taken(room, news, false);
    } else {
      write(room, news, head, row);
    }
  }

  private static boolean isKnown(@Nullable InboxRow row, RoomHead head) {
    return row != null && row.room() != null && row.room().head().equals(head);
  }

  private static @Nullable InboxRow row(Jid room, InboxRows inbox) {
    return inbox.get(room.toString(), ConversationType.CHAT);
  }

  /** The room tells again what was not written. */
  private void write(Jid room, RoomNews news, @Nullable RoomHead head, @Nullable InboxRow before) {
    hearing++;
    path.decide(
        new RoomHearing(room, head),
        state -> {
          hearing--;
          state.ifPresent(
              index -> {
                written(room, head, before, index);
                taken(room, news, head != null || news.head() == null);
              });
        });
  }

  private void written(
      Jid room, @Nullable RoomHead head, @Nullable InboxRow before, IndexState index) {
    rows.push(room, ConversationType.CHAT, null);
    var row = row(room, index.inbox());
    if (head == null || row == null) {
      return;
    }
    var side = before == null ? null : before.room();
    var known =
        side != null && side.head().log().equals(head.log()) ? side.head().contents() : head.read();
    if (head.contents() > Math.max(known, head.read()) && row.unread() > 0) {
      pushes.said(row, row.mentions().stream().anyMatch(each -> each.number() > known));
    }
  }

  private void taken(Jid room, RoomNews news, boolean keeps) {
    if (news.ticket() != 0) {
      var listening = !front.sessions().isEmpty() || pushes.isPossible();
      rooms.tell(
          room,
          new RoomCommand.HeadTaken(front.bareJid(), incarnation, news.ticket(), keeps, listening));
    }
  }

  /**
   * The owner has seen everything up to this message of the room's archive (XEP-0333, XEP-0490).
   *
   * @param by the client that says so; null when it is to be told as well
   */
  void displayed(Jid room, long id, @Nullable OpenSession by) {
    var row = path.index().map(index -> row(room, index.inbox())).orElse(null);
    if (row == null || !row.isFollowedRoom() || id <= row.reading().readId()) {
      return;
    }
    var content = row.contents().stream().filter(each -> each.archiveId() == id).findFirst();
    if (content.isPresent()) {
      read(room, content.get().theirs(), id, by);
    } else {
      rooms.tell(room, new RoomCommand.FindContent(front.bareJid(), id));
    }
  }

  void found(UserCommand.ContentFound found) {
    var row = path.index().map(index -> row(found.room(), index.inbox())).orElse(null);
    if (row != null && row.conversation().equals(found.log())) {
      read(found.room(), found.number(), found.id(), null);
    }
  }

  private void read(Jid room, long number, long id, @Nullable OpenSession by) {
    path.decide(
        RowDecision.about(room, ConversationType.CHAT).readUpTo(number, id),
        (Optional<IndexState> state) -> {
          if (state.isPresent()) {
            rows.push(room, ConversationType.CHAT, by);
          }
        });
  }

  boolean isIdle() {
    return asks.isIdle() && early.isEmpty() && hearing == 0;
  }
}
