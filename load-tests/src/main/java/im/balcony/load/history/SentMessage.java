package im.balcony.load.history;

/**
 * One message of a history with what became of it for its sender.
 *
 * @param firstSentAt number of the event that sent it first
 * @param lastSentBy the session that sent it last: this device gets no copy of it
 * @param acknowledged since it was sent last
 * @param refused since it was sent last; a sender may try again with the same origin-id
 * @param refusedOnce at any time: its place in the order of sending is then open
 */
record SentMessage(
    String name,
    String from,
    String to,
    int firstSentAt,
    String lastSentBy,
    boolean resent,
    boolean acknowledged,
    boolean refused,
    boolean refusedOnce) {

  static SentMessage first(HistoryEvent.Sent sent, int at) {
    return new SentMessage(
        sent.message(), sent.account(), sent.to(), at, sent.session(), false, false, false, false);
  }

  SentMessage again(String session) {
    return new SentMessage(name, from, to, firstSentAt, session, true, false, false, refusedOnce);
  }

  SentMessage withAcknowledgement() {
    return new SentMessage(
        name, from, to, firstSentAt, lastSentBy, resent, true, refused, refusedOnce);
  }

  SentMessage withRefusal() {
    return new SentMessage(
        name, from, to, firstSentAt, lastSentBy, resent, acknowledged, true, true);
  }

  /** Acknowledged and not bounced: the server has promised to keep it (I1). */
  boolean isPromised() {
    return acknowledged && !refused;
  }

  boolean concerns(String account) {
    return from.equals(account) || to.equals(account);
  }

  String other(String account) {
    return from.equals(account) ? to : from;
  }
}
