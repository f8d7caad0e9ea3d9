package im.balcony.load.drive;

import java.util.List;

/**
 * How a history is driven.
 *
 * @param devices for each account; the first talks, the others listen and get carbons
 * @param inFlightMax messages of one account that wait for an acknowledgement
 * @param paceMillis between an acknowledgement and the next message in its place
 * @param returns how devices come back, one after the other; at least one
 */
public record HistoryPlan(
    int pairs, int devices, int inFlightMax, int paceMillis, List<Return> returns) {

  public HistoryPlan {
    returns = List.copyOf(returns);
  }

  /** For devices that take what they get. */
  public HistoryPlan(int pairs, int devices, int inFlightMax, int paceMillis) {
    this(pairs, devices, inFlightMax, paceMillis, List.of(Return.LISTENING));
  }

  int accounts() {
    return pairs * 2;
  }

  /** The talkers and the listeners of all accounts together come back in every way. */
  Return returnOf(int account, int device) {
    return returns.get((account + device) % returns.size());
  }
}
