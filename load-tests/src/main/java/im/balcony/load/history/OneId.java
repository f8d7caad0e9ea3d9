package im.balcony.load.history;

import static im.balcony.load.history.Violation.Kind.I2_ID_CHANGED;
import static im.balcony.load.history.Violation.Kind.I2_ID_NOT_INCREASING;

import im.balcony.load.history.HistoryEvent.Archived;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * I2: within an account a message has one archive id: in the whole archive, in pages by {@code
 * with} as stanza-id (XEP-0359) on every device, and in what a device is told when it comes back;
 * and ids strictly increase along each archive.
 */
final class OneId implements Rule {
  private final boolean idsIncrease;

  /**
   * @param idsIncrease false for servers whose ids are opaque, as XEP-0313 advises
   */
  OneId(boolean idsIncrease) {
    this.idsIncrease = idsIncrease;
  }

  @Override
  public void check(History history, Consumer<Violation> found) {
    for (var account : history.accounts()) {
      var ids = new HashMap<String, String>();
      account
          .archive(null)
          .ifPresent(entries -> checkArchive(account.name(), null, entries, ids, found));
      for (var other : account.others()) {
        account
            .archive(other)
            .ifPresent(entries -> checkArchive(account.name(), other, entries, ids, found));
      }
      checkDeliveries(account, ids, found);
    }
  }

  private void checkArchive(
      String account,
      @Nullable String with,
      List<Archived> entries,
      Map<String, String> ids,
      Consumer<Violation> found) {
    var last = Long.MIN_VALUE;
    var where = NothingLost.archiveName(with);
    for (var entry : entries) {
      compare(account, entry.message(), entry.archiveId(), where, ids, found);
      if (idsIncrease) {
        var id = number(entry.archiveId());
        if (id <= last) {
          var detail = entry.archiveId() + " after " + last + " in " + where;
          found.accept(new Violation(I2_ID_NOT_INCREASING, account, entry.message(), detail));
        }
        last = Math.max(last, id);
      }
    }
  }

  private static void checkDeliveries(
      AccountHistory account, Map<String, String> ids, Consumer<Violation> found) {
    for (var session : account.sessions()) {
      for (var delivered : session.deliveries()) {
        var id = delivered.stanzaId() == null ? "none" : delivered.stanzaId();
        var where = "session " + session.name();
        compare(account.name(), delivered.message(), id, where, ids, found);
      }
    }
    for (var device : account.devices()) {
      var where = "what " + device.name() + " was told";
      device
          .told()
          .forEach(
              told -> compare(account.name(), told.message(), told.archiveId(), where, ids, found));
    }
  }

  private static void compare(
      String account,
      String message,
      String id,
      String where,
      Map<String, String> ids,
      Consumer<Violation> found) {
    var known = ids.putIfAbsent(message, id);
    if (known != null && !known.equals(id)) {
      var detail = "id " + id + " in " + where + ", before " + known;
      found.accept(new Violation(I2_ID_CHANGED, account, message, detail));
    }
  }

  /** Ids are decimal microseconds; anything else cannot increase. */
  private static long number(String archiveId) {
    try {
      return Long.parseLong(archiveId);
    } catch (NumberFormatException e) {
      return Long.MIN_VALUE;
    }
  }
}
