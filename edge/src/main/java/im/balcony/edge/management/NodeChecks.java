package im.balcony.edge.management;

import akka.actor.typed.ActorSystem;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import im.balcony.actors.routing.ShardContacts;
import im.balcony.persistence.Stores;
import im.balcony.persistence.cassandra.JournalClock;
import im.balcony.protocol.jid.Jid;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The parts of a whole node, each with the question that tells whether it serves. */
public final class NodeChecks {
  /** Nobody's address: to look it up touches the tables and nothing else. */
  private static final Jid NOBODY = Jid.of("nobody", "balcony.invalid", null);

  static final List<String> NAMES = List.of("cluster", "shards", "journal", "clock", "listeners");

  private NodeChecks() {}

  /**
   * @param isListening whether every listener of this node is open; a node without any has none
   *     closed
   */
  public static List<ReadyCheck> of(
      ActorSystem<?> system,
      Stores stores,
      Duration answerMax,
      Duration clockOffMax,
      BooleanSupplier isListening,
      Clock clock) {
    var journalClock = JournalClock.of(system);
    return List.of(
        check(
            "cluster",
            () ->
                CompletableFuture.completedFuture(memberProblem(Cluster.get(system).selfMember()))),
        check(
            "shards",
            () ->
                ShardContacts.missing(system, answerMax)
                    .thenApply(
                        missing ->
                            missing.isEmpty()
                                ? Optional.empty()
                                : Optional.of("no coordinator known of " + missing))),
        check(
            "journal",
            () -> stores.incarnations().find(NOBODY).thenApply(found -> Optional.empty())),
        check("clock", () -> ClockOffset.problem(journalClock::now, clock, clockOffMax)),
        check(
            "listeners",
            () ->
                CompletableFuture.completedFuture(
                    isListening.getAsBoolean()
                        ? Optional.empty()
                        : Optional.of("a listener is closed"))));
  }

  /** A member that leaves hands its shards over; one that is not up yet has none. */
  static Optional<String> memberProblem(Member self) {
    return self.status().equals(MemberStatus.up())
        ? Optional.empty()
        : Optional.of("this node is " + self.status());
  }

  private static ReadyCheck check(
      String name, Supplier<CompletionStage<Optional<String>>> question) {
    return new ReadyCheck() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public CompletionStage<Optional<String>> problem() {
        return question.get();
      }
    };
  }
}
