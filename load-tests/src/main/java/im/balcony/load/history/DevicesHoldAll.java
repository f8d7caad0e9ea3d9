package im.balcony.load.history;

import static im.balcony.load.history.Violation.Kind.I1_LOST;
import static im.balcony.load.history.Violation.Kind.I4_MISSED;

import im.balcony.load.history.HistoryEvent.Archived;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * I4: a device that asks what it missed has in the end what its account's archive has: what it
 * sent, what was delivered to its sessions and what it was told when it came back, together.
 */
final class DevicesHoldAll implements Rule {
  @Override
  public void check(History history, Consumer<Violation> found) {
    for (var account : history.accounts()) {
      account.archive(null).ifPresent(archive -> check(account, archive, found));
    }
  }

  private static void check(
      AccountHistory account, List<Archived> archive, Consumer<Violation> found) {
    var archived = archive.stream().map(Archived::message).collect(Collectors.toSet());
    for (var device : account.devices()) {
      if (device.asks()) {
        missing(account, device, archive, found);
        unknown(account, device, archived, found);
      }
    }
  }

  private static void missing(
      AccountHistory account,
      DeviceHistory device,
      List<Archived> archive,
      Consumer<Violation> found) {
    var held = device.held();
    for (var entry : archive) {
      if (!held.contains(entry.message())) {
        var detail = "archived, and " + device.name() + " does not have it";
        found.accept(new Violation(I4_MISSED, account.name(), entry.message(), detail));
      }
    }
  }

  private static void unknown(
      AccountHistory account,
      DeviceHistory device,
      Set<String> archived,
      Consumer<Violation> found) {
    device
        .told()
        .filter(entry -> !archived.contains(entry.message()))
        .forEach(
            entry -> {
              var detail = device.name() + " was told of it, and it is not in the whole archive";
              found.accept(new Violation(I1_LOST, account.name(), entry.message(), detail));
            });
  }
}
