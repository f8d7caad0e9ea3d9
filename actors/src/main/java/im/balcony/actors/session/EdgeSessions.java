package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import im.balcony.actors.WireMessage;
import im.balcony.protocol.jid.Jid;

/**
 * One a node with clients: lets the sessions of an account register again when its User was started
 * anew, so that nobody counts as offline who is not.
 */
public final class EdgeSessions {
  public static final ServiceKey<Call> KEY = ServiceKey.create(Call.class, "edge-sessions");

  /** Tell all sessions of this account to register again; answered by {@link Called}. */
  public record Call(Jid bareJid, long ticket, ActorRef<Called> replyTo) implements WireMessage {}

  /** That many sessions were told. */
  public record Called(long ticket, int sessions) implements WireMessage {}

  private EdgeSessions() {}

  public static Behavior<Call> create(LocalSessions sessions) {
    return Behaviors.setup(
        context -> {
          context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
          return Behaviors.receiveMessage(
              call -> {
                var told = sessions.of(call.bareJid());
                told.forEach(session -> session.tell(new SessionCommand.RegisterAgain()));
                call.replyTo().tell(new Called(call.ticket(), told.size()));
                return Behaviors.same();
              });
        });
  }
}
