package im.balcony.actors.room;

import akka.actor.typed.ActorRef;
import im.balcony.actors.WireMessage;
import im.balcony.protocol.jid.Jid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the list of a service's rooms is asked for. Public records cross nodes. */
public interface DirectoryCommand {
  /**
   * A room tells how it is to be listed; repeated until it was answered.
   *
   * @param title null for a room that is not to be listed
   * @param replyTo gets {@link Taken}
   */
  record Tell(Jid room, String incarnation, @Nullable String title, ActorRef<RoomCommand> replyTo)
      implements DirectoryCommand, WireMessage {}

  /** It is durable, unless the list is full. */
  record Taken(@Nullable String title) implements RoomCommand, WireMessage {}

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
