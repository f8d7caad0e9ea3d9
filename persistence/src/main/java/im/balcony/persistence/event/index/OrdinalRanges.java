package im.balcony.persistence.event.index;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * A set of positive numbers, small when they follow each other. Immutable; above {@link
 * #RANGES_MAX} gaps the lowest numbers are forgotten.
 */
public final class OrdinalRanges {
  public static final OrdinalRanges NONE = new OrdinalRanges(new long[0]);

  /** 8 KB at most. */
  static final int RANGES_MAX = 512;

  /** First and last of each range, ascending; no two touch. */
  private final long[] bounds;

  private OrdinalRanges(long[] bounds) {
    this.bounds = bounds;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static OrdinalRanges of(long[] bounds) {
    return bounds.length == 0 ? NONE : new OrdinalRanges(bounds.clone());
  }

  @JsonValue
  public long[] bounds() {
    return bounds.clone();
  }

  public long size() {
    var size = 0L;
    for (var at = 0; at < bounds.length; at += 2) {
      size += bounds[at + 1] - bounds[at] + 1;
    }
    return size;
  }

  public boolean contains(long ordinal) {
    for (var at = 0; at < bounds.length; at += 2) {
      if (bounds[at] <= ordinal && ordinal <= bounds[at + 1]) {
        return true;
      }
    }
    return false;
  }

  OrdinalRanges with(long ordinal) {
    if (contains(ordinal)) {
      return this;
    }
    var before = 0;
    while (before < bounds.length && bounds[before + 1] < ordinal) {
      before += 2;
    }
    var joinsLower = before > 0 && bounds[before - 1] == ordinal - 1;
    var joinsUpper = before < bounds.length && bounds[before] == ordinal + 1;
    var first = joinsLower ? bounds[before - 2] : ordinal;
    var last = joinsUpper ? bounds[before + 1] : ordinal;
    return replaced(joinsLower ? before - 2 : before, joinsUpper ? before + 2 : before, first, last)
        .bounded();
  }

  /** Without all up to this one. */
  OrdinalRanges above(long ordinal) {
    if (bounds.length == 0 || bounds[0] > ordinal) {
      return this;
    }
    var from = 0;
    while (from < bounds.length && bounds[from + 1] <= ordinal) {
      from += 2;
    }
    var rest = Arrays.copyOfRange(bounds, from, bounds.length);
    if (rest.length > 0) {
      rest[0] = Math.max(rest[0], ordinal + 1);
    }
    return of(rest);
  }

  private OrdinalRanges replaced(int from, int to, long first, long last) {
    var all = new long[bounds.length - (to - from) + 2];
    System.arraycopy(bounds, 0, all, 0, from);
    all[from] = first;
    all[from + 1] = last;
    System.arraycopy(bounds, to, all, from + 2, bounds.length - to);
    return new OrdinalRanges(all);
  }

  private OrdinalRanges bounded() {
    return bounds.length <= 2 * RANGES_MAX
        ? this
        : new OrdinalRanges(Arrays.copyOfRange(bounds, 2, bounds.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrdinalRanges ranges && Arrays.equals(bounds, ranges.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  @Override
  public String toString() {
    return Arrays.toString(bounds);
  }
}
