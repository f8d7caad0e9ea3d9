package im.balcony.actors.routing;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import im.balcony.actors.call.Call;
import im.balcony.actors.call.CallCommand;
import im.balcony.actors.call.CallId;
import im.balcony.actors.call.Calls;
import im.balcony.actors.conversation.Conversation;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.room.DirectoryCommand;
import im.balcony.actors.room.Room;
import im.balcony.actors.room.RoomCommand;
import im.balcony.actors.room.RoomDirectories;
import im.balcony.actors.room.RoomDirectory;
import im.balcony.actors.user.Rooms;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.messages.Conversations;
import im.balcony.protocol.jid.Jid;

/**
 * Reaches Users, Conversations and Calls wherever their shards are. A command that gets lost on the
 * way is sent again by whoever waits for its answer.
 */
public final class ShardRouter
    implements UserParticipants, UserOccupants, Conversations, Rooms, RoomDirectories, Calls {
  public static final EntityTypeKey<UserCommand> USERS =
      EntityTypeKey.create(UserCommand.class, "user");

  private final ClusterSharding sharding;
  private final Domains domains;

  public ShardRouter(ClusterSharding sharding, Domains domains) {
    this.sharding = sharding;
    this.domains = domains;
  }

  @Override
  public void tell(Jid bareJid, UserCommand command) {
    sharding.entityRefFor(USERS, bareJid.toString()).tell(command);
  }

  @Override
  public void tell(ConversationId conversation, ConversationCommand command) {
    sharding.entityRefFor(Conversation.TYPE_KEY, conversation.entityId()).tell(command);
  }

  @Override
  public void tell(CallId call, CallCommand command) {
    sharding.entityRefFor(Call.TYPE_KEY, call.entityId()).tell(command);
  }

  @Override
  public void tell(Jid room, RoomCommand command) {
    sharding.entityRefFor(Room.TYPE_KEY, room.toString()).tell(command);
  }

  @Override
  public void tell(String service, DirectoryCommand command) {
    sharding.entityRefFor(RoomDirectory.TYPE_KEY, service).tell(command);
  }

  @Override
  public boolean servesRooms(String domain) {
    return domains.servesRooms(domain);
  }

  @Override
  public boolean isLocal(String domain) {
    return domains.isLocal(domain);
  }

  @Override
  public boolean isElsewhere(String domain) {
    return domains.isElsewhere(domain);
  }
}
