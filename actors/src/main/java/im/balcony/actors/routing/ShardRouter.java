package im.balcony.actors.routing;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import im.balcony.actors.conversation.Conversation;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.conversation.Participants;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.session.Users;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.messages.Conversations;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;

/**
 * Reaches Users and Conversations wherever their shards are. A command that gets lost on the way is
 * sent again by whoever waits for its answer.
 */
public final class ShardRouter implements Users, Conversations, Participants {
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
  public boolean isLocal(String domain) {
    return domains.isLocal(domain);
  }

  @Override
  public void admit(Jid account, ConversationId conversation, Jid sender) {
    tell(account, new UserCommand.Admit(conversation, sender));
  }

  @Override
  public void deliver(Jid account, Batch batch) {
    tell(
        account,
        new UserCommand.DeliverEntries(
            batch.conversation(),
            batch.log(),
            batch.incarnation(),
            batch.admissionEpoch(),
            batch.repeated(),
            batch.entries()));
  }

  @Override
  public void refuse(
      Jid account, ConversationId conversation, SessionId session, long number, StanzaError error) {
    tell(account, new UserCommand.SendRefused(conversation, session, number, error));
  }

  @Override
  public void settle(Jid account, ConversationId conversation, SessionId session, long number) {
    tell(account, new UserCommand.SendSettled(conversation, session, number));
  }
}
