package im.balcony.actors.room;

import akka.actor.typed.ActorRef;
import im.balcony.actors.WireMessage;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.channelsearch.FoundChannel;
import im.balcony.protocol.xep.channelsearch.SearchPlace;
import im.balcony.protocol.xep.channelsearch.SearchTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the list of a service's rooms is asked for. Public records cross nodes. */
public interface DirectoryCommand {
  /**
   * A room tells how it is to be listed; repeated until it was answered.
   *
   * @param card null for a room that is not to be listed
   * @param replyTo gets {@link Taken}
   */
  record Tell(Jid room, String incarnation, @Nullable ListCard card, ActorRef<RoomCommand> replyTo)
      implements DirectoryCommand, WireMessage {}

  /** It is durable, unless the list is full. */
  record Taken(@Nullable ListCard card) implements RoomCommand, WireMessage {}

  /** How many are in a room, told now and then; not durable. */
  record Count(Jid room, int occupants) implements DirectoryCommand, WireMessage {}

  /** Somebody looks for rooms (XEP-0433). */
  record Search(Query query, ActorRef<SearchAnswer> replyTo)
      implements DirectoryCommand, WireMessage {}

  /**
   * Which of them.
   *
   * @param after the page begins behind this room
   * @param before the page ends in front of this room
   * @param backwards whether the page is filled from its end, without {@code before} the last one
   * @param itemsMax of the page
   */
  record Query(
      SearchTerms terms,
      @Nullable SearchPlace after,
      @Nullable SearchPlace before,
      boolean backwards,
      int itemsMax) {}

  /** What {@link Search} is answered. */
  sealed interface SearchAnswer extends WireMessage {}

  /**
   * A page.
   *
   * @param count of all that fits
   */
  record SearchPage(List<FoundChannel> rooms, int count) implements SearchAnswer {}

  /** Too many look for rooms at once. */
  record SearchBusy() implements SearchAnswer {}

  /**
   * Somebody wants a page of the list, which is in the order of the addresses (XEP-0059).
   *
   * @param after the page begins behind this address
   * @param before the page ends in front of this address; the empty text asks for the last page
   * @param itemsMax of the page
   */
  record Read(
      @Nullable String after,
      @Nullable String before,
      int itemsMax,
      ActorRef<DirectoryPage> replyTo)
      implements DirectoryCommand, WireMessage {}

  /**
   * The answer.
   *
   * @param firstIndex place of the first of them in the whole list
   * @param count of the whole list
   */
  record DirectoryPage(List<Entry> rooms, int firstIndex, int count) implements WireMessage {}

  /** One room of the list. */
  record Entry(Jid room, String title) {}

  /** Marks commands that never leave the entity's node. */
  interface Local extends DirectoryCommand {}
}
