package im.balcony.actors.routing;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import akka.cluster.sharding.typed.javadsl.Entity;
import im.balcony.actors.call.Call;
import im.balcony.actors.call.CallCommand;
import im.balcony.actors.call.CallId;
import im.balcony.actors.conversation.Conversation;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.room.DirectoryCommand;
import im.balcony.actors.room.Room;
import im.balcony.actors.room.RoomCommand;
import im.balcony.actors.room.RoomDirectory;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.jid.Jid;

/**
 * The entities of a region and where they live: on the nodes with the role {@value #ROLE}. On any
 * other node the same call starts proxies, and no entity ever.
 */
public final class BalconySharding {
  public static final String ROLE = "actor";

  /** How entities are made, each with the shard that it tells when it is idle. */
  public interface Entities {
    Behavior<UserCommand> user(Jid bareJid, ActorRef<ShardCommand> shard);

    /** What ends a User at once, when its shard moves. */
    UserCommand userStop();

    Behavior<ConversationCommand> conversation(
        ConversationId conversation, ActorRef<ShardCommand> shard);

    Behavior<RoomCommand> room(Jid address, ActorRef<ShardCommand> shard);

    /**
     * The list of the rooms of one service.
     *
     * @param service its domain
     */
    Behavior<DirectoryCommand> roomDirectory(String service);

    Behavior<CallCommand> call(CallId call, ActorRef<ShardCommand> shard);
  }

  private BalconySharding() {}

  public static void init(ActorSystem<?> system, Entities entities) {
    var sharding = ClusterSharding.get(system);
    sharding.init(
        Entity.of(
                ShardRouter.USERS,
                entity -> entities.user(Jid.parse(entity.getEntityId()), entity.getShard()))
            .withRole(ROLE)
            .withStopMessage(entities.userStop()));
    sharding.init(
        Entity.of(
                Conversation.TYPE_KEY,
                entity ->
                    entities.conversation(
                        ConversationId.ofEntityId(entity.getEntityId()), entity.getShard()))
            .withRole(ROLE)
            .withStopMessage(new Conversation.Stop()));
    sharding.init(
        Entity.of(
                Room.TYPE_KEY,
                entity -> entities.room(Jid.parse(entity.getEntityId()), entity.getShard()))
            .withRole(ROLE)
            .withStopMessage(new Room.Stop()));
    sharding.init(
        Entity.of(RoomDirectory.TYPE_KEY, entity -> entities.roomDirectory(entity.getEntityId()))
            .withRole(ROLE)
            .withStopMessage(new RoomDirectory.Stop()));
    sharding.init(
        Entity.of(
                Call.TYPE_KEY,
                entity -> entities.call(CallId.ofEntityId(entity.getEntityId()), entity.getShard()))
            .withRole(ROLE)
            .withStopMessage(new Call.Stop()));
  }
}
