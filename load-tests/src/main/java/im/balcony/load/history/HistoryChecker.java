package im.balcony.load.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds a recorded history against the promise: nothing lost, nothing twice, one order, exactly the
 * difference.
 */
public final class HistoryChecker {
  private final List<Rule> rules;

  private HistoryChecker(List<Rule> rules) {
    this.rules = rules;
  }

  /** For archives whose ids strictly increase, as Balcony's do. */
  public static HistoryChecker strict() {
    return withIds(true);
  }

  /** For other servers, whose archive ids are opaque. */
  public static HistoryChecker opaqueIds() {
    return withIds(false);
  }

  private static HistoryChecker withIds(boolean idsIncrease) {
    var rules = new ArrayList<Rule>();
    rules.add(new NothingLost());
    rules.add(new OnlyOnce());
    rules.add(new OneOrder());
    rules.add(new OneId(idsIncrease));
    rules.add(new NoGhosts());
    rules.add(new TokensKept());
    rules.add(new ExactDifference());
    rules.add(new DevicesHoldAll());
    rules.add(new OnlyGrowing());
    if (idsIncrease) {
      rules.add(new InboxFolds());
    }
    return new HistoryChecker(List.copyOf(rules));
  }

  public Verdict check(List<HistoryEvent> events) {
    var history = History.of(events);
    var violations = new ArrayList<Violation>();
    for (var rule : rules) {
      rule.check(history, violations::add);
    }
    return Verdict.of(history, violations);
  }
}
