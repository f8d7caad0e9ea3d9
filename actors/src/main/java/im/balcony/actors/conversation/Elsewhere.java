package im.balcony.actors.conversation;

import im.balcony.persistence.account.Incarnation;
import im.balcony.persistence.account.IncarnationTable;
import im.balcony.protocol.jid.Jid;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Sides of conversations that have no archive here. People on other servers: whether such an
 * address lives again is known to their server alone, so that each has one life here, for ever.
 * Rooms, for the private messages of their occupants (XEP-0045 section 7.5): what was said in
 * private belongs to those who said and got it, whatever became of the room.
 */
public final class Elsewhere {
  /** No incarnation of an account here begins so. */
  private static final String PREFIX = "elsewhere ";

  private static final String ROOM_PREFIX = "room ";

  private Elsewhere() {}

  /** The life of an address of another server. */
  public static String incarnationOf(Jid bareJid) {
    return PREFIX + bareJid;
  }

  /** What stands for a room beside those that write to each other in it. */
  public static String incarnationOfRoom(Jid room) {
    return ROOM_PREFIX + room;
  }

  /** Whether that side has no archive here. */
  static boolean isIncarnation(String incarnation) {
    return hasOutbox(incarnation) || isRoom(incarnation);
  }

  static boolean isRoom(String incarnation) {
    return incarnation.startsWith(ROOM_PREFIX);
  }

  /** Whether the log holds what has to be brought to that side. */
  static boolean hasOutbox(String incarnation) {
    return incarnation.startsWith(PREFIX);
  }

  /**
   * The table, and beside it everybody of other servers and all rooms.
   *
   * @param isElsewhere whether a domain may be another server's
   * @param servesRooms whether a domain is a service of rooms here
   */
  public static IncarnationTable beside(
      IncarnationTable table, Predicate<String> isElsewhere, Predicate<String> servesRooms) {
    return new IncarnationTable() {
      @Override
      public CompletionStage<Optional<String>> find(Jid bareJid) {
        if (servesRooms.test(bareJid.domain())) {
          return CompletableFuture.completedFuture(Optional.of(incarnationOfRoom(bareJid)));
        }
        return isElsewhere.test(bareJid.domain())
            ? CompletableFuture.completedFuture(Optional.of(incarnationOf(bareJid)))
            : table.find(bareJid);
      }

      @Override
      public CompletionStage<Incarnation> create(Jid bareJid, String proposedIncarnation) {
        return table.create(bareJid, proposedIncarnation);
      }

      @Override
      public CompletionStage<Boolean> remove(Jid bareJid, String incarnation) {
        return table.remove(bareJid, incarnation);
      }

      @Override
      public CompletionStage<List<Jid>> list(String domain, Optional<Jid> after, int max) {
        return table.list(domain, after, max);
      }
    };
  }
}
