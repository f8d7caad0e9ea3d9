package im.balcony.load.history;

import im.balcony.load.history.HistoryEvent.Archived;

/** A message in one account's archive, with its version in the conversation. */
record GeneratedEntry(long id, long version, String from, String to, String message) {
  boolean isWith(String other) {
    return from.equals(other) || to.equals(other);
  }

  String other(String account) {
    return from.equals(account) ? to : from;
  }

  Archived archived() {
    return new Archived(Long.toString(id), from, message);
  }
}
