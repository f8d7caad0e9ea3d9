package im.balcony.actors.fence;

import akka.actor.typed.ActorRef;
import im.balcony.actors.WireMessage;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What the fences of the nodes tell each other, and themselves. */
public sealed interface FenceCommand {

  /**
   * Does the receiver still count this node as a member? Answered by {@link Answer}, unless the
   * receiver is none itself.
   */
  record Beat(String node, long round, ActorRef<FenceCommand> replyTo)
      implements FenceCommand, WireMessage {}

  record Answer(String node, long round, boolean known) implements FenceCommand, WireMessage {}

  /** Time for the next beat. */
  record Tick() implements FenceCommand {}

  /** Somebody waits for a majority that answers what is asked from now on. */
  record Confirm(long sinceNanos, CompletableFuture<Void> confirmed) implements FenceCommand {}

  /** The nodes that can be asked. */
  record Nodes(Set<ActorRef<FenceCommand>> nodes) implements FenceCommand {}
}
