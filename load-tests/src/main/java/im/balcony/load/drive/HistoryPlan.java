package im.balcony.load.drive;

/**
 * How a history is driven.
 *
 * @param devices for each account; the first talks, the others listen and get carbons
 * @param inFlightMax messages of one account that wait for an acknowledgement
 * @param paceMillis between an acknowledgement and the next message in its place
 */
public record HistoryPlan(int pairs, int devices, int inFlightMax, int paceMillis) {
  int accounts() {
    return pairs * 2;
  }
}
