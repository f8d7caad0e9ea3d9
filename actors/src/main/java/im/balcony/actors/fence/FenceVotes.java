package im.balcony.actors.fence;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Set;

/**
 * Counts who answered which beat. A majority is what the split brain resolver keeps: more than half
 * of the members, or half of them with the one of the lowest address.
 */
final class FenceVotes {
  private static final int ROUNDS_KEPT = 64;

  private record Round(long sentNanos, Set<String> answered) {}

  private final String self;
  private final LinkedHashMap<Long, Round> rounds = new LinkedHashMap<>();
  private Set<String> voters = Set.of();
  private String lowest = "";
  private final Set<String> strangersTo = new HashSet<>();
  private boolean hadMajority;
  private long freshNanos;
  private long lastRound;

  FenceVotes(String self, long nowNanos) {
    this.self = self;
    this.freshNanos = nowNanos;
  }

  /** Who belongs to the cluster at this moment, this node among them. */
  void members(Set<String> nodes, String lowestNode) {
    voters = Set.copyOf(nodes);
    lowest = lowestNode;
  }

  /** A node that was removed sees nobody, itself neither: that is not to be alone. */
  boolean isAlone() {
    return voters.size() == 1 && voters.contains(self);
  }

  /** Begins a round; its number goes out with the question. */
  long begin(long nowNanos) {
    var round = new Round(nowNanos, new HashSet<>(Set.of(self)));
    rounds.put(++lastRound, round);
    for (Iterator<Long> oldest = rounds.keySet().iterator();
        rounds.size() > ROUNDS_KEPT && oldest.hasNext(); ) {
      oldest.next();
      oldest.remove();
    }
    count(round);
    return lastRound;
  }

  /**
   * @param known whether that node still counts this one as a member
   */
  void answered(String node, long number, boolean known) {
    if (!known) {
      strangersTo.add(node);
      return;
    }
    strangersTo.remove(node);
    var round = rounds.get(number);
    if (round != null && voters.contains(node)) {
      round.answered().add(node);
      count(round);
    }
  }

  private void count(Round round) {
    if (isMajority(round.answered()) && round.sentNanos() - freshNanos > 0) {
      freshNanos = round.sentNanos();
      hadMajority = true;
    }
  }

  private boolean isMajority(Set<String> nodes) {
    var present = nodes.stream().filter(voters::contains).count();
    return 2 * present > voters.size() || (2 * present == voters.size() && nodes.contains(lowest));
  }

  /** When the last question that a majority has answered was put. */
  long freshNanos() {
    return freshNanos;
  }

  /**
   * The others have gone on without this node: it was a member and most do not know it any more.
   */
  boolean isRemoved() {
    return hadMajority
        && 2 * strangersTo.stream().filter(voters::contains).count()
            > Math.max(1, voters.size() - 1);
  }
}
