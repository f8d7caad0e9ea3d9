package im.balcony.actors.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Cuts what is told to a node into messages that a frame between nodes has room for: what is longer
 * than akka.remote.artery.advanced.maximum-frame-size (1 MiB) never arrives.
 */
public final class Frames {
  /** Bytes of stanzas in one message, unless a single one is longer. */
  public static final int BYTES_MAX = 256 * 1024;

  private Frames() {}

  /**
   * @param bytes of one item
   * @return all items in their order, one piece at least
   */
  public static <T> List<List<T>> cut(List<T> items, ToIntFunction<T> bytes) {
    var pieces = new ArrayList<List<T>>(1);
    var from = 0;
    var sum = 0L;
    for (var at = 0; at < items.size(); at++) {
      var size = bytes.applyAsInt(items.get(at));
      if (at > from && sum + size > BYTES_MAX) {
        pieces.add(List.copyOf(items.subList(from, at)));
        from = at;
        sum = 0;
      }
      sum += size;
    }
    pieces.add(List.copyOf(items.subList(from, items.size())));
    return pieces;
  }
}
