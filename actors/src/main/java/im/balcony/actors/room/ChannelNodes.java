package im.balcony.actors.room;

import im.balcony.persistence.event.room.RoomState;
import im.balcony.persistence.event.room.RoomState.Participant;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.mix.MixConfig;
import im.balcony.protocol.xep.mix.MixInfo;
import im.balcony.protocol.xep.mix.MixNode;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.muc.RoomOption;
import im.balcony.protocol.xep.pubsub.PubsubItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes of the room as a channel hold, and for whom (XEP-0369 section 4.7, XEP-0406,
 * XEP-0407).
 */
final class ChannelNodes {
  /** The id of an item that nobody has changed since that is kept. */
  private static final String UNDATED = "current";

  private final Hall hall;
  private final ChannelNews news;

  ChannelNodes(Hall hall) {
    this.hall = hall;
    this.news = new ChannelNews(hall);
  }

  /** XEP-0406 section 2: nobody else hears of who is allowed, banned, or runs the channel. */
  static boolean mayHear(Affiliation affiliation, MixNode node) {
    return switch (node) {
      case MESSAGES, PARTICIPANTS, INFO, PRESENCE, AVATAR_DATA, AVATAR_METADATA -> true;
      case JID_MAP, ALLOWED, BANNED -> affiliation.isAtLeast(Affiliation.ADMIN);
      case CONFIG -> affiliation == Affiliation.OWNER;
    };
  }

  /** Section 2.2: where everybody is allowed there is no list of those who are. */
  boolean isPresent(MixNode node) {
    return node != MixNode.ALLOWED || hall.config().isOn(RoomOption.MEMBERS_ONLY);
  }

  /**
   * What can be read of a node; empty for messages and presence (XEP-0403 section 3.5).
   *
   * @param reader whoever may change it gets a form to do that with (XEP-0406 section 3)
   */
  Optional<List<PubsubItem>> contents(MixNode node, Jid reader) {
    var type =
        hall.affiliationOf(reader) == Affiliation.OWNER ? DataForm.Type.FORM : DataForm.Type.RESULT;
    var room = hall.room();
    return switch (node) {
      case PARTICIPANTS -> Optional.of(people());
      case JID_MAP ->
          Optional.of(
              room.participants().keySet().stream()
                  .map(account -> news.mapped(Jid.parse(account)))
                  .toList());
      case INFO -> Optional.of(List.of(info(room, type)));
      case CONFIG -> Optional.of(List.of(config(room, type)));
      case ALLOWED -> Optional.of(named(listed(room, Affiliation.MEMBER)));
      case BANNED -> Optional.of(named(listed(room, Affiliation.OUTCAST)));
      case AVATAR_DATA -> Optional.of(ChannelAvatar.data(room));
      case AVATAR_METADATA -> Optional.of(ChannelAvatar.metadata(room));
      case MESSAGES, PRESENCE -> Optional.empty();
    };
  }

  /** Who takes part, and who is in by MUC without it. */
  private List<PubsubItem> people() {
    var people = new LinkedHashMap<String, PubsubItem>();
    hall.room()
        .participants()
        .forEach(
            (account, participant) ->
                people.put(account, news.item(Jid.parse(account), participant)));
    for (var seat : hall.occupancy().seats()) {
      var account = Hall.jidOf(seat).bare();
      people.computeIfAbsent(
          account.toString(),
          bare -> news.item(account, new Participant(seat.nick(), List.of(), Map.of())));
    }
    return new ArrayList<>(people.values());
  }

  private static List<PubsubItem> named(List<String> jids) {
    return jids.stream().map(PubsubItem::named).toList();
  }

  /** Accounts and domains that are this to a room, sorted. */
  static List<String> listed(RoomState room, Affiliation affiliation) {
    return room.affiliations().entrySet().stream()
        .filter(each -> each.getValue().affiliation().equals(affiliation.value()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  static MixInfo infoOf(RoomState room) {
    return new MixInfo(RoomConfig.ofKeys(room.config()), listed(room, Affiliation.OWNER));
  }

  static MixConfig configOf(RoomState room) {
    return new MixConfig(
        RoomConfig.ofKeys(room.config()),
        jids(room, Affiliation.OWNER),
        jids(room, Affiliation.ADMIN));
  }

  private static Set<Jid> jids(RoomState room, Affiliation affiliation) {
    return listed(room, affiliation).stream().map(Jid::parse).collect(Collectors.toSet());
  }

  static PubsubItem info(RoomState room, DataForm.Type type) {
    return new PubsubItem(idOf(room), infoOf(room).form(type).toElement());
  }

  static PubsubItem config(RoomState room, DataForm.Type type) {
    return new PubsubItem(idOf(room), configOf(room).form(type, changedBy(room)).toElement());
  }

  /** Sections 2.4 and 3.1: the time of the last change. */
  static String idOf(RoomState room) {
    var decided = room.decided();
    return decided == null ? UNDATED : decided.at().toString();
  }

  private static @Nullable String changedBy(RoomState room) {
    var decided = room.decided();
    return decided == null ? null : decided.by();
  }
}
