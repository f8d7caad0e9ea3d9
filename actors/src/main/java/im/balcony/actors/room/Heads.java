package im.balcony.actors.room;

import im.balcony.persistence.event.index.RoomHead;
import im.balcony.persistence.event.room.Follower;
import im.balcony.persistence.event.room.Followers;
import im.balcony.protocol.jid.Jid;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells the accounts that follow the room how it stands (ADR 14): one message stands for all that
 * was said since the last one, an account has one at a time, and all together get so many a second.
 * Whoever has nobody to tell is not told again until it asks.
 */
final class Heads {
  /** How often those that are due are looked through. */
  private static final long PASS_NANOS = Duration.ofMillis(50).toNanos();

  private static final class Line {
    private long ticket;
    private long told;
    private boolean unanswered;
    private boolean listening;
    private long sentAtNanos;
    private int repeats;
  }

  private final Hall hall;
  private final Readers readers;
  private final HeadSettings settings;
  private final String log;
  private final Map<String, Line> lines = new HashMap<>();
  private final Set<String> due = new LinkedHashSet<>();
  private Followers durable;
  private long tickets;
  private double budget;
  private long passedAtNanos;

  /**
   * @param log of this life of the room
   */
  Heads(Hall hall, String log) {
    this.hall = hall;
    this.readers = new Readers(hall);
    this.settings = hall.settings().heads();
    this.log = log;
    this.durable = hall.room().followers();
    this.budget = settings.perSecond();
    this.passedAtNanos = System.nanoTime() - PASS_NANOS;
    var now = hall.now();
    // above those of the room's last node
    this.tickets = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    var last = durable.last();
    var oldest = ChronoUnit.MICROS.between(Instant.EPOCH, now.minus(settings.retellWithin()));
    var retells = last != null && last.archiveId() >= oldest;
    for (var account : durable.byAccount().keySet()) {
      line(account).listening = true; // what it has said to the last node is not known
      if (retells) {
        due.add(account);
      }
    }
  }

  private Line line(String account) {
    return lines.computeIfAbsent(account, absent -> new Line());
  }

  /** Something was said, or somebody follows who did not, or no more: told when it is durable. */
  void changed(Runnable then) {
    var now = hall.room().followers();
    hall.inTurn(
        () -> {
          durable = now;
          then.run();
        });
  }

  /** Grows with all that followers are told of. */
  private static long stampOf(Followers followers) {
    return followers.contents() + followers.taken();
  }

  /** A content was said, or taken back. */
  void said() {
    changed(
        () ->
            lines.forEach(
                (account, line) -> {
                  if (line.listening && !line.unanswered) {
                    due.add(account);
                  }
                }));
  }

  /** The account is to be told how the room stands for it. */
  void tell(String account) {
    line(account).listening = true;
    due.add(account);
  }

  /** Every account that is known here: those that follow, and those to be told that they do not. */
  Set<String> known() {
    return Set.copyOf(lines.keySet());
  }

  /** The account's User waits for this. */
  void answer(Jid account, long ask) {
    var key = account.toString();
    if (durable.get(key) == null) {
      lines.remove(key);
      due.remove(key);
      hall.ports().occupants().stands(account, hall.address(), RoomNews.none(ask));
    } else {
      line(key).listening = true;
      due.remove(key);
      send(key, line(key), ask);
    }
  }

  /**
   * An account's User has what it was told.
   *
   * @return whether it answers what it was told last
   */
  boolean taken(RoomCommand.HeadTaken taken) {
    var account = taken.account().toString();
    var line = lines.get(account);
    if (line == null || line.ticket != taken.ticket()) {
      return false;
    }
    line.unanswered = false;
    line.repeats = 0;
    line.listening = taken.listening();
    if (durable.get(account) == null) {
      lines.remove(account);
      due.remove(account);
    } else if (line.listening && line.told < stampOf(durable)) {
      due.add(account);
    }
    return true;
  }

  /** Sends what is due, within the pace; called after each command. */
  void flush() {
    var now = System.nanoTime();
    var passed = now - passedAtNanos;
    if (due.isEmpty() || passed < PASS_NANOS) {
      return;
    }
    passedAtNanos = now;
    var seconds = (double) passed / Duration.ofSeconds(1).toNanos();
    budget = Math.min(settings.perSecond(), budget + seconds * settings.perSecond());
    for (var each = due.iterator(); each.hasNext() && budget >= 1; ) {
      var account = each.next();
      var line = line(account);
      if (line.ticket == 0 || now - line.sentAtNanos >= settings.pause().toNanos()) {
        each.remove();
        budget--;
        send(account, line, 0);
      }
    }
  }

  private void send(String account, Line line, long ask) {
    var follower = durable.get(account);
    line.ticket = ++tickets;
    line.told = stampOf(durable);
    line.unanswered = true;
    line.sentAtNanos = System.nanoTime();
    var address = Jid.parse(account);
    var news =
        follower == null
            ? new RoomNews(null, ask, line.ticket, null)
            : new RoomNews(follower.incarnation(), ask, line.ticket, head(address, follower));
    hall.ports().occupants().stands(address, hall.address(), news);
  }

  private RoomHead head(Jid account, Follower follower) {
    var last = durable.last();
    var isVisible = last != null && readers.visibleTo(account).holds(last.archiveId());
    return new RoomHead(
        log,
        durable.contents(),
        follower.read(),
        isVisible ? last : null,
        follower.mentions(),
        durable.gone().stream().filter(number -> number > follower.read()).toList());
  }

  /** Tells again who has not answered; who never does has to ask. */
  void tick() {
    var now = System.nanoTime();
    lines
        .entrySet()
        .removeIf(
            each -> {
              var line = each.getValue();
              if (!line.unanswered
                  || now - line.sentAtNanos < settings.repeatAfter().toNanos() << line.repeats) {
                return false;
              }
              if (line.repeats < settings.repeatsMax()) {
                line.repeats++;
                due.add(each.getKey());
                return false;
              }
              line.unanswered = false;
              line.repeats = 0;
              line.listening = false;
              return durable.get(each.getKey()) == null;
            });
  }

  /** Whether nobody is to be told anything, or has yet to answer. */
  boolean isSettled() {
    return due.isEmpty() && lines.values().stream().noneMatch(line -> line.unanswered);
  }
}
