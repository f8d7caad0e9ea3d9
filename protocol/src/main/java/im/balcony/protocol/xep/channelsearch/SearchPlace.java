package im.balcony.protocol.xep.channelsearch;

import im.balcony.protocol.xep.SchemaValues;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where a room stands in what was found: the id of an item (XEP-0059), so that the next page needs
 * nothing that the service remembers (XEP-0433 section 2).
 *
 * @param occupants how many were in when the page was made
 * @param address bare JID
 */
public record SearchPlace(int occupants, String address) {
  private static final char SEPARATOR = ' ';

  /** In the order of the addresses. */
  public static final Comparator<SearchPlace> BY_ADDRESS =
      Comparator.comparing(SearchPlace::address);

  /** Those with most occupants first. */
  public static final Comparator<SearchPlace> BY_OCCUPANTS =
      Comparator.comparingInt(SearchPlace::occupants).reversed().thenComparing(BY_ADDRESS);

  /** The id as it was given; empty when it was not. */
  public static Optional<SearchPlace> read(String id) {
    var end = id.indexOf(SEPARATOR);
    var occupants = SchemaValues.countOf(end < 0 ? null : id.substring(0, end));
    return occupants.isEmpty()
        ? Optional.empty()
        : Optional.of(new SearchPlace(occupants.getAsInt(), id.substring(end + 1)));
  }

  /** As an id of XEP-0059. */
  public String toId() {
    return Integer.toString(occupants) + SEPARATOR + address;
  }
}
