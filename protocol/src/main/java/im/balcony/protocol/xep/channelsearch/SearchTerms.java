package im.balcony.protocol.xep.channelsearch;

import java.util.List;
import java.util.Locale;

/**
 * Which rooms somebody looks for.
 *
 * @param words in lower case, all of which must be there; none for all rooms
 * @param inName whether a word may stand in the name; likewise for the others
 * @param occupantsMin how many must be in
 * @param byOccupants whether those with most occupants come first, else they stand in the order of
 *     their addresses
 * @param serviceType as what rooms are told, {@link SearchForm#MUC} or {@link SearchForm#MIX};
 *     empty when the client wants none of what is there
 */
public record SearchTerms(
    List<String> words,
    boolean inName,
    boolean inDescription,
    boolean inAddress,
    int occupantsMin,
    boolean byOccupants,
    String serviceType) {

  public SearchTerms {
    words = List.copyOf(words);
  }

  /** Whether this room is one of them. */
  public boolean fits(FoundChannel channel) {
    return !serviceType.isEmpty()
        && channel.occupants() >= occupantsMin
        && (words.isEmpty() || hasAll(channel));
  }

  private boolean hasAll(FoundChannel channel) {
    var name = inName ? lower(channel.name()) : "";
    var description = inDescription ? lower(channel.description()) : "";
    var address = inAddress ? channel.address().toString() : "";
    return words.stream()
        .allMatch(
            word -> name.contains(word) || description.contains(word) || address.contains(word));
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
