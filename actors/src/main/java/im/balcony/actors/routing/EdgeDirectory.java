package im.balcony.actors.routing;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import im.balcony.actors.session.EdgeSessions;
import im.balcony.protocol.jid.Jid;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Knows the nodes with clients and asks all of them for an account's sessions. One a node; a User
 * that starts waits for its answer before it treats anyone as offline.
 */
public final class EdgeDirectory extends AbstractBehavior<EdgeDirectory.Command> {
  private static final String EDGE_ROLE = "edge";
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);

  /** What it is told, on its own node. */
  public sealed interface Command {}

  /** {@code sessions} gets how many were told to register again. */
  public record Find(Jid bareJid, CompletableFuture<Integer> sessions) implements Command {}

  private record Edges(Set<ActorRef<EdgeSessions.Call>> edges) implements Command {}

  private record Answer(EdgeSessions.Called called) implements Command {}

  private record TimeIsUp(long ticket) implements Command {}

  private static final class Search {
    private final Find find;
    private final Set<ActorRef<EdgeSessions.Call>> asked = new HashSet<>();
    private int answers;
    private int sessions;

    private Search(Find find) {
      this.find = find;
    }
  }

  private final Cluster cluster;
  private final TimerScheduler<Command> timers;
  private final ActorRef<EdgeSessions.Called> answers;
  private final Map<Long, Search> searches = new HashMap<>();
  private Set<ActorRef<EdgeSessions.Call>> edges = Set.of();
  private long lastTicket;

  private EdgeDirectory(ActorContext<Command> context, TimerScheduler<Command> timers) {
    super(context);
    this.cluster = Cluster.get(context.getSystem());
    this.timers = timers;
    this.answers = context.messageAdapter(EdgeSessions.Called.class, Answer::new);
    var listings =
        context.messageAdapter(
            Receptionist.Listing.class,
            listing -> new Edges(listing.getServiceInstances(EdgeSessions.KEY)));
    context.getSystem().receptionist().tell(Receptionist.subscribe(EdgeSessions.KEY, listings));
  }

  public static Behavior<Command> create() {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new EdgeDirectory(context, timers)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Find.class, this::onFind)
        .onMessage(Edges.class, this::onEdges)
        .onMessage(Answer.class, this::onAnswer)
        .onMessage(TimeIsUp.class, this::onTimeIsUp)
        .build();
  }

  private Behavior<Command> onFind(Find find) {
    var ticket = ++lastTicket;
    var search = new Search(find);
    searches.put(ticket, search);
    timers.startSingleTimer(ticket, new TimeIsUp(ticket), ANSWER_WITHIN);
    ask(ticket, search);
    endIfComplete(ticket, search);
    return this;
  }

  private Behavior<Command> onEdges(Edges listing) {
    edges = listing.edges();
    Map.copyOf(searches)
        .forEach(
            (ticket, search) -> {
              ask(ticket, search);
              endIfComplete(ticket, search);
            });
    return this;
  }

  private void ask(long ticket, Search search) {
    for (var edge : edges) {
      if (search.asked.add(edge)) {
        edge.tell(new EdgeSessions.Call(search.find.bareJid(), ticket, answers));
      }
    }
  }

  private Behavior<Command> onAnswer(Answer answer) {
    var search = searches.get(answer.called().ticket());
    if (search != null) {
      search.answers++;
      search.sessions += answer.called().sessions();
      endIfComplete(answer.called().ticket(), search);
    }
    return this;
  }

  private Behavior<Command> onTimeIsUp(TimeIsUp over) {
    var search = searches.get(over.ticket());
    if (search != null) {
      end(over.ticket(), search);
    }
    return this;
  }

  /** A node with clients may be a member before its name is known here: it is waited for. */
  private void endIfComplete(long ticket, Search search) {
    if (search.answers >= search.asked.size() && knowsAllEdges()) {
      end(ticket, search);
    }
  }

  private void end(long ticket, Search search) {
    searches.remove(ticket);
    timers.cancel(ticket);
    search.find.sessions().complete(search.sessions);
  }

  private boolean knowsAllEdges() {
    var known = new HashSet<Address>();
    for (var edge : edges) {
      var address = edge.path().address();
      known.add(address.hasLocalScope() ? cluster.selfMember().address() : address);
    }
    var state = cluster.state();
    for (var member : state.getMembers()) {
      if (member.hasRole(EDGE_ROLE)
          && member.status() == MemberStatus.up()
          && !state.getUnreachable().contains(member)
          && !known.contains(member.address())) {
        return false;
      }
    }
    return true;
  }
}
