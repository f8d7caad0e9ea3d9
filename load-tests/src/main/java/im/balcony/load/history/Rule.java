package im.balcony.load.history;

import java.util.function.Consumer;

/** A rule of the promise (I1 to I4) that a history must keep. */
interface Rule {
  void check(History history, Consumer<Violation> found);
}
