package im.balcony.actors.user.messages;

import java.util.ArrayDeque;

/** What came by another way than the index and must not overtake entries that came before it. */
final class Turns {
  private final ArrayDeque<Turn> waiting = new ArrayDeque<>(0);

  private record Turn(long behind, Runnable then) {}

  /**
   * @param behind how many entries are to be delivered before; 0 for none
   */
  void add(long behind, Runnable then) {
    if (behind == 0) {
      then.run();
    } else {
      waiting.add(new Turn(behind, then));
    }
  }

  /** So many entries have been delivered by now. */
  void delivered(long count) {
    for (var left = waiting.size(); left > 0; left--) {
      var turn = waiting.remove();
      if (turn.behind() <= count) {
        turn.then().run();
      } else {
        waiting.add(turn);
      }
    }
  }

  /** No more will be delivered. */
  void end() {
    delivered(Long.MAX_VALUE);
  }
}
