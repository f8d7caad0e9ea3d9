package im.balcony.actors.fence;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Asks the other nodes whether this one is still a member, and answers them. One a node. */
final class FenceMonitor extends AbstractBehavior<FenceCommand> {
  private static final ServiceKey<FenceCommand> KEY =
      ServiceKey.create(FenceCommand.class, "balcony-fence");
  private static final FenceCommand.Tick TICK = new FenceCommand.Tick();
  // SBR counts these too; who is about to join has nothing to say yet.
  private static final Set<MemberStatus> VOTING =
      Set.of(MemberStatus.up(), MemberStatus.leaving(), MemberStatus.exiting());

  private final ClusterFence fence;
  private final FenceSettings settings;
  private final Runnable stopNode;
  private final Cluster cluster;
  private final String self;
  private final FenceVotes votes;
  private final List<FenceCommand.Confirm> waiting = new ArrayList<>();
  private Set<ActorRef<FenceCommand>> nodes = Set.of();
  private boolean left;
  private boolean stopping;

  private FenceMonitor(
      ActorContext<FenceCommand> context,
      ClusterFence fence,
      FenceSettings settings,
      Runnable stopNode) {
    super(context);
    this.fence = fence;
    this.settings = settings;
    this.stopNode = stopNode;
    this.cluster = Cluster.get(context.getSystem());
    this.self = nameOf(cluster.selfMember());
    this.votes = new FenceVotes(self, fence.now());
    var receptionist = context.getSystem().receptionist();
    receptionist.tell(Receptionist.register(KEY, context.getSelf()));
    receptionist.tell(
        Receptionist.subscribe(
            KEY,
            context.messageAdapter(
                Receptionist.Listing.class,
                listing -> new FenceCommand.Nodes(listing.getAllServiceInstances(KEY)))));
  }

  static Behavior<FenceCommand> create(
      ClusterFence fence, FenceSettings settings, Runnable stopNode) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(TICK, TICK, settings.beatEvery());
                  return new FenceMonitor(context, fence, settings, stopNode);
                }));
  }

  @Override
  public Receive<FenceCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(FenceCommand.Beat.class, this::onBeat)
        .onMessage(FenceCommand.Answer.class, this::onAnswer)
        .onMessage(FenceCommand.Tick.class, tick -> onTick())
        .onMessage(FenceCommand.Confirm.class, this::onConfirm)
        .onMessage(FenceCommand.Nodes.class, this::onNodes)
        .build();
  }

  private Behavior<FenceCommand> onBeat(FenceCommand.Beat beat) {
    // Who has left the cluster, or was removed, sees nobody in it: that says nothing about the
    // asker.
    if (isMember(self)) {
      beat.replyTo().tell(new FenceCommand.Answer(self, beat.round(), isMember(beat.node())));
    }
    return this;
  }

  private boolean isMember(String node) {
    for (var member : cluster.state().getMembers()) {
      if (nameOf(member).equals(node)) {
        return member.status() != MemberStatus.down() && member.status() != MemberStatus.removed();
      }
    }
    return false;
  }

  private Behavior<FenceCommand> onAnswer(FenceCommand.Answer answer) {
    votes.answered(answer.node(), answer.round(), answer.known());
    if (votes.isRemoved() && !leaves()) {
      stop("the cluster has gone on without this node");
    }
    settle();
    return this;
  }

  /** Who goes by itself is forgotten by the others in good order. */
  private boolean leaves() {
    var status = cluster.selfMember().status();
    left |= status == MemberStatus.leaving() || status == MemberStatus.exiting();
    return left;
  }

  private Behavior<FenceCommand> onNodes(FenceCommand.Nodes listing) {
    nodes = listing.nodes();
    return this;
  }

  private Behavior<FenceCommand> onConfirm(FenceCommand.Confirm confirm) {
    waiting.add(confirm);
    beat();
    return this;
  }

  private Behavior<FenceCommand> onTick() {
    beat();
    for (var confirm : waiting) {
      if (fence.now() - confirm.sinceNanos() > settings.giveUpAfter().toNanos()) {
        stop("no majority has answered since a write was finished");
        break;
      }
    }
    return this;
  }

  private void beat() {
    leaves();
    countMembers();
    var round = votes.begin(fence.now());
    var question = new FenceCommand.Beat(self, round, getContext().getSelf());
    for (var node : nodes) {
      if (!node.equals(getContext().getSelf())) {
        node.tell(question);
      }
    }
    settle();
  }

  private void countMembers() {
    var voters = new HashSet<String>();
    Member lowest = null;
    for (var member : cluster.state().getMembers()) {
      if (VOTING.contains(member.status())
          && member.dataCenter().equals(cluster.selfMember().dataCenter())) {
        voters.add(nameOf(member));
        if (lowest == null
            || Member.addressOrdering().compare(member.address(), lowest.address()) < 0) {
          lowest = member;
        }
      }
    }
    votes.members(voters, lowest == null ? "" : nameOf(lowest));
  }

  private void settle() {
    fence.update(votes.isAlone(), votes.freshNanos());
    waiting.removeIf(
        confirm -> {
          var confirmed = votes.isAlone() || votes.freshNanos() - confirm.sinceNanos() >= 0;
          if (confirmed) {
            confirm.confirmed().complete(null);
          }
          return confirmed;
        });
  }

  /** Invariant I5: what this node wrote does not count any more. */
  private void stop(String reason) {
    if (!stopping) {
      stopping = true;
      getContext().getLog().error("this node stops itself: {}", reason);
      stopNode.run();
    }
  }

  private static String nameOf(Member member) {
    return member.uniqueAddress().toString();
  }
}
