package im.balcony.actors.routing;

import im.balcony.actors.call.CallId;
import im.balcony.actors.call.CallOutcome;
import im.balcony.actors.call.CallParties;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.conversation.Participants;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.session.Users;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;

/** What conversations and calls tell both accounts, as commands to their Users. */
public interface UserParticipants extends Users, Participants, CallParties {

  @Override
  default void noted(Jid account, CallId call, long ticket, CallOutcome outcome) {
    tell(account, new UserCommand.CallNoted(call, ticket, outcome));
  }

  @Override
  default void record(Jid account, CallId call, Message record) {
    tell(account, new UserCommand.WriteCallRecord(call, record));
  }

  @Override
  default void admit(Jid account, ConversationId conversation, Jid sender) {
    tell(account, new UserCommand.Admit(conversation, sender));
  }

  @Override
  default void deliver(Jid account, Batch batch) {
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
  default void pass(Jid account, Passing passing) {
    tell(
        account,
        new UserCommand.PassEntries(
            passing.conversation(), passing.confirmed(), passing.entries()));
  }

  @Override
  default void refuse(
      Jid account, ConversationId conversation, SessionId session, long number, StanzaError error) {
    tell(account, new UserCommand.SendRefused(conversation, session, number, error));
  }

  @Override
  default void settle(Jid account, Repeated repeated) {
    tell(
        account,
        new UserCommand.SendSettled(
            repeated.conversation(),
            repeated.session(),
            repeated.number(),
            repeated.log(),
            repeated.version()));
  }
}
