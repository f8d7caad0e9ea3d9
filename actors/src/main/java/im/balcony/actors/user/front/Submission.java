package im.balcony.actors.user.front;

/** One numbered stanza of a session on its way to being settled. */
record Submission(Settlement settlement, long number) {
  /** For what was not submitted by a session of the account. */
  static final Submission NONE = new Submission(new Settlement(1), 0);

  /** Its answer needs I/O: what the session sends behind it has its turn meanwhile. */
  void awaitAnswer() {
    settlement.awaitAnswer(number);
  }

  /** What it was sent for is done: durable, on its way, or answered. */
  void settled() {
    settlement.settled(number);
  }
}
