package im.balcony.actors.session;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import im.balcony.actors.WireMessage;
import java.util.List;

/**
 * One a node with clients: what a room at another node says to many of them comes once, and is
 * handed to each here.
 */
public final class RoomPost {
  private static final String NAME = "room-post";

  /**
   * What the same stanzas are for many.
   *
   * @param life as {@link SessionCommand.DeliverFromRoom#life}
   * @param upTo as {@link SessionCommand.DeliverFromRoom#upTo}
   * @param sessions the {@link #name names} of the sessions of this node that get them
   */
  public record Share(String life, long upTo, List<RoomStanza> stanzas, List<String> sessions)
      implements WireMessage {}

  private RoomPost() {}

  /** What comes for sessions of this node is handed on from now on. */
  public static void open(ActorSystem<?> system) {
    system.systemActorOf(create(), NAME, Props.empty());
  }

  private static Behavior<Share> create() {
    return Behaviors.setup(
        context -> {
          var resolver = ActorRefResolver.get(context.getSystem());
          var here = "akka://" + context.getSystem().name();
          return Behaviors.receiveMessage(
              share -> {
                var told =
                    new SessionCommand.DeliverFromRoom(share.life(), share.upTo(), share.stanzas());
                for (var name : share.sessions()) {
                  resolver.<SessionCommand>resolveActorRef(here + name).tell(told);
                }
                return Behaviors.same();
              });
        });
  }

  /** The post of a node; what is told to it keeps its order. */
  public static ActorRef<Share> at(Address node, ActorRefResolver resolver) {
    return resolver.resolveActorRef(node + "/system/" + NAME);
  }

  /** A session, as its own node knows it. */
  public static String name(ActorRef<SessionCommand> session) {
    return session.path().toStringWithoutAddress() + "#" + session.path().uid();
  }
}
