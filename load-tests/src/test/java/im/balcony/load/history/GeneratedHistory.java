package im.balcony.load.history;

import im.balcony.load.history.HistoryEvent.Acknowledged;
import im.balcony.load.history.HistoryEvent.Delivered;
import im.balcony.load.history.HistoryEvent.Refused;
import im.balcony.load.history.HistoryEvent.Sent;
import im.balcony.load.history.HistoryEvent.SessionLost;
import im.balcony.load.history.HistoryEvent.SessionReady;
import im.balcony.load.history.HistoryEvent.TokenShown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A server without faults, played by a random walk: accounts that all write to each other, with
 * several devices, lost and resumed and new sessions, messages sent again and messages refused, and
 * devices that stay away for a while and then ask what they missed.
 */
final class GeneratedHistory {
  private static final int DEVICES = 3;

  private final Random random;
  private final List<HistoryEvent> events = new ArrayList<>();
  private final Map<String, GeneratedAccount> accounts = new LinkedHashMap<>();
  private final Map<List<String>, Long> versions = new LinkedHashMap<>();
  private long lastId = 1_000;

  private GeneratedHistory(Random random) {
    this.random = random;
  }

  static List<HistoryEvent> of(long seed, int accounts, int messages) {
    var history = new GeneratedHistory(new Random(seed));
    history.play(accounts, messages);
    return history.events;
  }

  private void play(int count, int messages) {
    for (var n = 1; n <= count; n++) {
      var account = new GeneratedAccount("load" + n);
      accounts.put(account.name(), account);
      for (var device = 1; device <= DEVICES; device++) {
        come(account, account.newDevice(device));
      }
    }
    var all = List.copyOf(accounts.values());
    for (var n = 0; n < messages; n++) {
      var from = all.get(random.nextInt(count));
      var to = all.get(random.nextInt(count));
      if (!from.name().equals(to.name())) {
        send(from, to, from.name() + "-" + n);
      }
      if (random.nextInt(10) == 0) {
        disturb(all.get(random.nextInt(count)));
      }
    }
    all.forEach(this::comeBack);
    all.forEach(account -> events.addAll(account.readAll(accounts.keySet())));
  }

  // ---- devices

  private void come(GeneratedAccount account, GeneratedDevice device) {
    device.bind();
    if (device.hasToken()) {
      events.add(new TokenShown(account.name(), true));
    }
    events.add(new SessionReady(account.name(), device.session(), false));
    events.addAll(device.asks(account));
  }

  /** A device loses its session and gets it back, or another; or stays away for some time. */
  private void disturb(GeneratedAccount account) {
    var device = account.devices().get(random.nextInt(DEVICES));
    if (!device.isThere()) {
      come(account, device);
      return;
    }
    events.add(new SessionLost(account.name(), device.session()));
    switch (random.nextInt(3)) {
      case 0 -> events.add(new SessionReady(account.name(), device.session(), true));
      case 1 -> {
        device.leave(account);
        come(account, device);
        redeliver(account, device);
      }
      default -> device.leave(account);
    }
  }

  private void comeBack(GeneratedAccount account) {
    for (var device : account.devices()) {
      if (!device.isThere()) {
        come(account, device);
      }
    }
  }

  /** The new session gets the last message once more, as one that was not acknowledged. */
  private void redeliver(GeneratedAccount account, GeneratedDevice device) {
    if (!account.archive().isEmpty() && random.nextBoolean()) {
      var archive = account.archive();
      deliver(account, device, archive.get(archive.size() - 1));
    }
  }

  // ---- messages

  private void send(GeneratedAccount from, GeneratedAccount to, String message) {
    var there = from.devices().stream().filter(GeneratedDevice::isThere).toList();
    if (there.isEmpty()) {
      return;
    }
    var device = there.get(random.nextInt(there.size()));
    events.add(new Sent(from.name(), device.session(), message, to.name()));
    var fate = random.nextInt(20);
    if (fate == 0) {
      events.add(new Refused(from.name(), message, "service-unavailable"));
      return;
    }
    if (fate == 1) {
      return;
    }
    if (fate == 2) {
      events.add(new Sent(from.name(), device.session(), message, to.name()));
    }
    archive(from, to, message, device);
    if (fate != 3) {
      events.add(new Acknowledged(from.name(), message));
    }
  }

  private void archive(
      GeneratedAccount from, GeneratedAccount to, String message, GeneratedDevice by) {
    var both = List.of(from.name(), to.name()).stream().sorted().toList();
    var version = versions.merge(both, 1L, Long::sum);
    for (var account : List.of(to, from)) {
      lastId += 1 + random.nextInt(3);
      var entry = new GeneratedEntry(lastId, version, from.name(), to.name(), message);
      account.archive().add(entry);
      for (var device : account.devices()) {
        if (device.isThere() && device != by) {
          deliver(account, device, entry);
        }
      }
    }
  }

  private void deliver(GeneratedAccount account, GeneratedDevice device, GeneratedEntry entry) {
    events.add(
        new Delivered(
            account.name(),
            device.session(),
            entry.message(),
            entry.from(),
            Long.toString(entry.id())));
  }
}
