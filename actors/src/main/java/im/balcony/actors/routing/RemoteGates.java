package im.balcony.actors.routing;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import im.balcony.protocol.jid.Jid;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which node's streams an address of another server is reached by: the same for everything that is
 * sent to it, as long as those nodes are the same (rendezvous hashing), so that order holds.
 */
public final class RemoteGates {
  private volatile List<ActorRef<RemoteGate.Pass>> gates = List.of();

  /** Knows the gates of the cluster from now on. */
  public static RemoteGates of(ActorSystem<?> system) {
    var known = new RemoteGates();
    system.systemActorOf(
        Behaviors.<Receptionist.Listing>setup(
            context -> {
              system.receptionist().tell(Receptionist.subscribe(RemoteGate.KEY, context.getSelf()));
              return Behaviors.receiveMessage(
                  listing -> {
                    known.are(List.copyOf(listing.getServiceInstances(RemoteGate.KEY)));
                    return Behaviors.same();
                  });
            }),
        "balcony-remote-gates",
        Props.empty());
    return known;
  }

  /** These are the gates from now on. */
  public void are(List<ActorRef<RemoteGate.Pass>> all) {
    gates = List.copyOf(all);
  }

  /** The gate for this address; empty while no node has one. */
  public Optional<ActorRef<RemoteGate.Pass>> to(Jid bareJid) {
    return gates.stream().max(Comparator.comparingLong(gate -> weight(gate, bareJid)));
  }

  private static long weight(ActorRef<RemoteGate.Pass> gate, Jid bareJid) {
    // names of nodes differ in a few characters: their hashes alone would not be spread
    var mixed = (31L * gate.path().hashCode() + bareJid.hashCode()) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 32);
  }
}
