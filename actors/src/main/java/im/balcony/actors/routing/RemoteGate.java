package im.balcony.actors.routing;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import im.balcony.actors.WireMessage;
import im.balcony.actors.port.RemoteOutcome;
import im.balcony.actors.port.RemoteServers;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import org.jspecify.annotations.Nullable;

/**
 * One a node that has streams to other servers: what entities of any node have for those goes
 * through it, in the order in which it comes.
 */
public final class RemoteGate {
  public static final ServiceKey<Pass> KEY = ServiceKey.create(Pass.class, "remote-gate");

  /**
   * Send this stanza to the server of its to; answered by {@link Passed}.
   *
   * @param stanza with both addresses
   * @param ticket of whoever asks, for the answer
   */
  public record Pass(Stanza stanza, long ticket, ActorRef<Passed> replyTo) implements WireMessage {}

  /**
   * What became of it.
   *
   * @param refusal why it was not sent; null when it was
   */
  public record Passed(long ticket, @Nullable StanzaError refusal) implements WireMessage {}

  private RemoteGate() {}

  /** The gate to these servers; it is known to all nodes of the cluster. */
  public static Behavior<Pass> create(RemoteServers servers) {
    return Behaviors.setup(
        context -> {
          context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
          return of(servers);
        });
  }

  /** The same, known only to whom it is given. */
  public static Behavior<Pass> of(RemoteServers servers) {
    return Behaviors.receiveMessage(
        pass -> {
          pass(servers, pass);
          return Behaviors.same();
        });
  }

  private static void pass(RemoteServers servers, Pass pass) {
    var from = pass.stanza().from();
    var to = pass.stanza().to();
    if (from == null || to == null || !servers.mayReach(to.domain())) {
      pass.replyTo().tell(new Passed(pass.ticket(), StanzaError.remoteServerNotFound()));
      return;
    }
    servers
        .send(pass.stanza(), from.domain(), to.domain())
        .whenComplete((outcome, failure) -> pass.replyTo().tell(answer(pass, outcome)));
  }

  private static Passed answer(Pass pass, @Nullable RemoteOutcome outcome) {
    return new Passed(
        pass.ticket(), outcome == null ? StanzaError.remoteServerTimeout() : outcome.refusal());
  }
}
