package im.balcony.load.history;

import java.util.List;

/**
 * How often devices came back, and in which way.
 *
 * @param resumed sessions that went on (XEP-0198)
 * @param byToken logins by a token (XEP-0484)
 * @param caughtUp times that the archive was read on from what a device had (XEP-0313)
 * @param synchronizations times that a stamp was answered
 * @param replays conversations that were told from a version on
 */
public record Returns(int resumed, int byToken, int caughtUp, int synchronizations, int replays) {

  static Returns of(History history) {
    var accounts = history.accounts();
    var devices = accounts.stream().flatMap(each -> each.devices().stream()).toList();
    return new Returns(
        accounts.stream()
            .flatMap(each -> each.sessions().stream())
            .mapToInt(SessionHistory::resumptions)
            .sum(),
        (int)
            accounts.stream()
                .flatMap(each -> each.tokens().stream())
                .filter(HistoryEvent.TokenShown::accepted)
                .count(),
        sum(devices.stream().map(DeviceHistory::catchUps).toList()),
        sum(devices.stream().map(DeviceHistory::answers).toList()),
        sum(devices.stream().map(DeviceHistory::replays).toList()));
  }

  private static int sum(List<? extends List<?>> lists) {
    return lists.stream().mapToInt(List::size).sum();
  }

  @Override
  public String toString() {
    return "%d resumed, %d by token, %d caught up, %d synchronized, %d replayed"
        .formatted(resumed, byToken, caughtUp, synchronizations, replays);
  }
}
