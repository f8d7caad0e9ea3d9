package im.balcony.actors.user.front;

import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xep.reactions.Reactions;
import im.balcony.protocol.xep.retraction.Retraction;
import im.balcony.protocol.xep.rewrite.Rewriting;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** A client's copy of one conversation, folded as docs/protocol/conversation-replay.md says. */
final class ConversationReplica {
  private static final String REPLAY = "urn:balcony:replay:0";
  private static int questions;

  private record Text(long by, String body) {}

  private final TreeMap<Long, Text> texts = new TreeMap<>();
  private final TreeMap<String, Text> reactions = new TreeMap<>();
  private final TreeMap<String, Long> displayed = new TreeMap<>();
  private final TreeSet<Long> retracted = new TreeSet<>();
  private final TreeMap<String, Long> versions = new TreeMap<>();
  private String life = "";
  private long version;
  private long rewrites;

  long version() {
    return version;
  }

  /** Takes what happened since, and what was done to what it has. */
  void catchUp(TestClient client, String with, Random dice) {
    replay(client, with, dice);
    if (takeRewrites(client, with)) {
      forget();
      replay(client, with, dice);
    }
  }

  private void forget() {
    texts.clear();
    reactions.clear();
    displayed.clear();
    retracted.clear();
    version = 0;
  }

  /** True when the conversation is to be taken anew. */
  private boolean takeRewrites(TestClient client, String with) {
    client.quiet();
    var id = "rewrites" + ++questions;
    client.sends(
        "<iq type='get' id='%s'><query xmlns='%s' version='%d'/></iq>"
            .formatted(id, Rewriting.NAMESPACE, rewrites));
    var end = client.receives("<iq type='result' id='" + id + "'/>").elements().get(0);
    var anew = false;
    for (var stanza : client.taken(each -> "headline".equals(each.attribute("type")))) {
      var news = stanza.elements().get(0);
      if (with.equals(news.attribute("conversation"))) {
        anew |= news.name().equals("retract-all") || news.name().equals("invalidate");
        if (news.name().equals("retract-message")) {
          var at = versions.get(Objects.requireNonNull(news.attribute("id")));
          if (at != null) {
            retracted.add(at);
          }
        }
      }
    }
    rewrites = number(end, "version");
    return anew;
  }

  /** In pages of random size and order. */
  private void replay(TestClient client, String with, Random dice) {
    var newestFirst = dice.nextBoolean();
    var since = version;
    var before = 0L;
    var target = -1L;
    while (true) {
      var id = "replay" + ++questions;
      client.sends(
          "<iq type='get' id='%s'><replay xmlns='%s' with='%s' since='%d' before='%d' order='%s' max='%d'%s/></iq>"
              .formatted(
                  id,
                  REPLAY,
                  with,
                  newestFirst ? since : version,
                  before,
                  newestFirst ? "newest-first" : "oldest-first",
                  1 + dice.nextInt(20),
                  life.isEmpty() ? "" : " life='" + life + "'"));
      var end = take(client, id);
      life = Objects.requireNonNull(end.attribute("life"));
      target = target < 0 ? number(end, "version") : target;
      if (!newestFirst && number(end, "last") > 0) {
        version = number(end, "last");
      }
      before = newestFirst ? number(end, "first") : 0;
      if ("true".equals(end.attribute("complete"))) {
        version = target;
        return;
      }
    }
  }

  private XmlElement take(TestClient client, String id) {
    var end = client.receives("<iq type='result' id='" + id + "'/>");
    for (var event : events(client, id)) {
      fold(event);
    }
    return end.elements().get(0);
  }

  private static List<XmlElement> events(TestClient client, String id) {
    var events = new ArrayList<XmlElement>();
    for (var stanza : client.taken(stanza -> stanza.child("event", REPLAY).isPresent())) {
      var event = stanza.child("event", REPLAY).orElseThrow();
      if (id.equals(event.attribute("queryid"))) {
        events.add(event);
      }
    }
    return events;
  }

  private void fold(XmlElement event) {
    var at = number(event, "version");
    var about = event.attribute("target") == null ? 0 : number(event, "target");
    var message = event.elements().get(0).child("message", "jabber:client").orElseThrow();
    var sender = Objects.requireNonNull(message.attribute("from")).replaceAll("/.*", "");
    versions.put(Objects.requireNonNull(event.attribute("id")), at);
    switch (Objects.requireNonNull(event.attribute("kind"))) {
      case "content" -> {
        newer(texts, at, new Text(at, body(message)));
        if (Retraction.isTombstone(message)) {
          retracted.add(at);
        }
      }
      case "correction" -> newer(texts, about, new Text(at, body(message)));
      case "retraction" -> retracted.add(about);
      case "reactions" ->
          newer(
              reactions,
              about + " " + sender,
              new Text(at, Reactions.in(message).orElseThrow().emojis().toString()));
      case "displayed" -> displayed.merge(sender, about, Math::max);
      default -> throw new AssertionError(event);
    }
  }

  private static <K> void newer(Map<K, Text> map, K key, Text text) {
    map.merge(key, text, (old, now) -> now.by() > old.by() ? now : old);
  }

  private static String body(XmlElement message) {
    return message.child("body", "jabber:client").map(XmlElement::text).orElse("");
  }

  private static long number(XmlElement element, String name) {
    return Long.parseLong(Objects.requireNonNull(element.attribute(name)));
  }

  /** What its owner sees. */
  String shown() {
    var shown = new StringBuilder();
    texts.forEach(
        (at, text) ->
            shown
                .append(at)
                .append(retracted.contains(at) ? " gone" : ' ' + text.body())
                .append('\n'));
    reactions.forEach((key, set) -> shown.append(key).append(set.body()).append('\n'));
    return shown.append(displayed).append(retracted).toString();
  }
}
