package im.balcony.actors.room;

import akka.actor.typed.ActorRef;
import im.balcony.protocol.jid.Jid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a room is listed by its service. Told when the room is started and when that changes, and
 * again until the list has it: a room that ends goes from the list before its address is free.
 */
final class Listing {
  /** How often the list is told before nobody waits for it any more. */
  private static final int WAIT_REPEATS = 2;

  /** The list forgets with its node how many are in. */
  private static final Duration COUNT_AGAIN = Duration.ofMinutes(10);

  private final ActorRef<RoomCommand> self;
  private final Jid address;
  private final String incarnation;
  private final RoomDirectories directories;
  private final long repeatNanos;
  private final Duration countEvery;
  private @Nullable ListCard wanted;
  private boolean settled;
  private boolean told;
  private int counted = -1;
  private long countedAtNanos;
  private long lookedAtNanos;
  private long toldAtNanos;
  private final List<Runnable> waiting = new ArrayList<>(1);
  private long waitingSinceNanos;

  Listing(
      ActorRef<RoomCommand> self,
      Jid address,
      String incarnation,
      RoomDirectories directories,
      Duration repeatAfter,
      Duration countEvery) {
    this.self = self;
    this.address = address;
    this.incarnation = incarnation;
    this.directories = directories;
    this.countEvery = countEvery;
    this.lookedAtNanos = System.nanoTime() - countEvery.toNanos();
    this.repeatNanos = repeatAfter.toNanos();
  }

  /**
   * Tells it where that is new, or was not answered for long.
   *
   * @param card with which the room is listed; null for not at all
   */
  void is(@Nullable ListCard card) {
    var isNew = !told || !Objects.equals(card, wanted);
    if (isNew || (!settled && System.nanoTime() - toldAtNanos >= repeatNanos)) {
      wanted = card;
      settled = false;
      told = true;
      toldAtNanos = System.nanoTime();
      directories.tell(
          address.domain(), new DirectoryCommand.Tell(address, incarnation, card, self));
    }
    if (settled || System.nanoTime() - waitingSinceNanos >= WAIT_REPEATS * repeatNanos) {
      answer();
    }
  }

  void taken(DirectoryCommand.Taken taken) {
    settled |= Objects.equals(taken.card(), wanted);
    if (settled) {
      answer();
    }
  }

  /**
   * Tells how many are in, where the room is listed: when that is new, and not too often (XEP-0433
   * section 6.2, note 2), and now and then.
   *
   * @param occupants counts them, which takes its time: only asked when it is due
   */
  void counts(IntSupplier occupants) {
    var now = System.nanoTime();
    if (!settled || wanted == null || now - lookedAtNanos < countEvery.toNanos()) {
      return;
    }
    lookedAtNanos = now;
    var number = occupants.getAsInt();
    if (number != counted || now - countedAtNanos >= COUNT_AGAIN.toNanos()) {
      counted = number;
      countedAtNanos = now;
      directories.tell(address.domain(), new DirectoryCommand.Count(address, number));
    }
  }

  /**
   * Runs this when the list has what {@link #is} tells it next, so that whoever is answered finds
   * the room there; or when the list has not answered for long: it follows then.
   */
  void whenSettled(Runnable then) {
    if (waiting.isEmpty()) {
      waitingSinceNanos = System.nanoTime();
    }
    waiting.add(then);
  }

  private void answer() {
    var all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(Runnable::run);
  }

  /** Whether the list has what it was told last. */
  boolean isSettled() {
    return settled;
  }
}
