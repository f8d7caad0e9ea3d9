package im.balcony.load.history;

import java.util.function.Consumer;

/** A rule of the promise (I1, I2, I3) that a history must keep. */
interface Rule {
  void check(History history, Consumer<Violation> found);
}
