package im.balcony.actors.user.front;

import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xep.rsm.PageRequest;
import im.balcony.protocol.xep.sync.Synchronization;
import im.balcony.protocol.xml.XmlElement;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A client's copy of its list of conversations, as Client Synchronization keeps it. */
final class InboxReplica {
  private static final Pattern MUTED = Pattern.compile("^<conversation [^>]*mute='(\\d+)'");

  private static int questions;

  private final TreeMap<String, String> rows = new TreeMap<>();
  private long stamp;

  /** Takes what changed since, in pages of random size. */
  void catchUp(TestClient client, Random dice) {
    var since = stamp;
    var next = -1L;
    var after = "";
    var size = 1 + dice.nextInt(4);
    while (true) {
      var id = "sync" + ++questions;
      client.sends(
          "<iq type='get' id='%s'><query xmlns='%s' stamp='%d'><set xmlns='%s'><max>%d</max>%s</set></query></iq>"
              .formatted(id, Synchronization.NAMESPACE, since, PageRequest.NAMESPACE, size, after));
      var query = client.receives("<iq type='result' id='" + id + "'/>").elements().get(0);
      next = next < 0 ? Long.parseLong(Objects.requireNonNull(query.attribute("stamp"))) : next;
      var found = query.children("conversation", Synchronization.NAMESPACE);
      found.forEach(this::fold);
      if (found.size() < size) {
        stamp = next;
        return;
      }
      var last = found.get(found.size() - 1).attribute("stamp");
      after = "<after>" + last + "</after>";
    }
  }

  private void fold(XmlElement conversation) {
    var key = conversation.attribute("jid") + " " + conversation.attribute("type");
    if ("deleted".equals(conversation.attribute("status"))) {
      rows.remove(key);
    } else {
      rows.put(key, conversation.toXml());
    }
  }

  /** What its owner sees. */
  Map<String, String> shown() {
    return Map.copyOf(rows);
  }

  /** Whether the conversation in the clear with this peer is muted, if it is in the list. */
  Optional<MuteModel.Mute> mute(String peer) {
    var row = rows.get(peer + " urn:xabber:chat");
    if (row == null) {
      return Optional.empty();
    }
    var until = MUTED.matcher(row);
    if (!until.find()) {
      return Optional.of(MuteModel.Mute.NONE);
    }
    return Optional.of(
        Long.parseLong(until.group(1)) >= Synchronization.MUTE_SECONDS_MAX
            ? MuteModel.Mute.FOR_EVER
            : MuteModel.Mute.FOR_A_TIME);
  }

  /** Unread messages of the conversation in the clear with this peer, if it is in the list. */
  OptionalLong unread(String peer) {
    var row = rows.get(peer + " urn:xabber:chat");
    if (row == null) {
      return OptionalLong.empty();
    }
    var count = row.replaceFirst("(?s).*<unread count=['\"](\\d+)['\"].*", "$1");
    return OptionalLong.of(Long.parseLong(count));
  }
}
