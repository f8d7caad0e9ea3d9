package im.balcony.actors.room;

import im.balcony.actors.room.DirectoryCommand.SearchPage;
import im.balcony.persistence.event.directory.DirectoryState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.channelsearch.FoundChannel;
import im.balcony.protocol.xep.channelsearch.SearchPlace;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks through the list of rooms, and knows how many are in each that has told so (XEP-0433). */
final class RoomSearch {
  private final Map<String, Integer> occupants = new HashMap<>();

  void count(Jid room, int number) {
    if (number == 0) {
      forget(room);
    } else {
      occupants.put(room.toString(), number);
    }
  }

  void forget(Jid room) {
    occupants.remove(room.toString());
  }

  SearchPage page(DirectoryState known, DirectoryCommand.Query asked) {
    occupants.keySet().retainAll(known.rooms().keySet());
    var order = asked.terms().byOccupants() ? SearchPlace.BY_OCCUPANTS : SearchPlace.BY_ADDRESS;
    var all =
        known.rooms().entrySet().stream()
            .map(entry -> found(entry.getKey(), entry.getValue()))
            .filter(asked.terms()::fits)
            .sorted(Comparator.comparing(FoundChannel::place, order))
            .toList();
    var range = all.stream().filter(each -> isInRange(each.place(), asked, order)).toList();
    return new SearchPage(cut(range, asked), all.size());
  }

  private FoundChannel found(String address, DirectoryState.Listed listed) {
    var about = listed.about();
    return new FoundChannel(
        Jid.parse(address),
        listed.title(),
        about == null ? "" : about.description(),
        occupants.getOrDefault(address, 0),
        about == null ? null : about.open(),
        about == null ? null : about.nonAnonymous());
  }

  private static boolean isInRange(
      SearchPlace place, DirectoryCommand.Query asked, Comparator<SearchPlace> order) {
    var after = asked.after();
    var before = asked.before();
    return (after == null || order.compare(place, after) > 0)
        && (before == null || order.compare(place, before) < 0);
  }

  private static List<FoundChannel> cut(List<FoundChannel> range, DirectoryCommand.Query asked) {
    var from = asked.backwards() ? Math.max(0, range.size() - asked.itemsMax()) : 0;
    return range.stream().skip(from).limit(asked.itemsMax()).toList();
  }
}
