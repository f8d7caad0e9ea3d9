package im.balcony.load.history;

import static im.balcony.load.history.Violation.Kind.I4_WENT_BACK;

import im.balcony.load.history.HistoryEvent.Replayed;
import java.util.HashMap;
import java.util.function.Consumer;

/** I4: no device is shown a stamp or a version below one that it was shown before. */
final class OnlyGrowing implements Rule {
  @Override
  public void check(History history, Consumer<Violation> found) {
    for (var account : history.accounts()) {
      for (var device : account.devices()) {
        stamps(account, device, found);
        versions(account, device, found);
      }
    }
  }

  private static void stamps(
      AccountHistory account, DeviceHistory device, Consumer<Violation> found) {
    var highest = 0L;
    for (var answer : device.answers()) {
      if (answer.stamp() < Math.max(highest, answer.since())) {
        var detail = "stamp " + answer.stamp() + " after " + highest + " on " + device.name();
        found.accept(new Violation(I4_WENT_BACK, account.name(), "", detail));
      }
      highest = Math.max(highest, answer.stamp());
    }
  }

  private static void versions(
      AccountHistory account, DeviceHistory device, Consumer<Violation> found) {
    var last = new HashMap<String, Replayed>();
    for (var replayed : device.replays()) {
      var before = last.put(replayed.with(), replayed);
      if (before != null
          && (replayed.version() < before.version() || !replayed.life().equals(before.life()))) {
        var detail =
            "version %d of life %s after %d of %s with %s on %s"
                .formatted(
                    replayed.version(),
                    replayed.life(),
                    before.version(),
                    before.life(),
                    replayed.with(),
                    device.name());
        found.accept(new Violation(I4_WENT_BACK, account.name(), "", detail));
      }
    }
  }
}
