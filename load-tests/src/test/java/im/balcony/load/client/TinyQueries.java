package im.balcony.load.client;

import im.balcony.protocol.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the test server answers to questions about its archive and its conversations. */
final class TinyQueries {
  private static final String SYNC = "https://xabber.com/protocol/synchronization";
  private static final String REPLAY = "urn:balcony:replay:0";
  private static final String INBOX = "urn:xmpp:inbox:1";

  private TinyQueries() {}

  /**
   * @param skipped every n-th version is left out of replays, 0 for none
   */
  static void answer(TinySession session, XmlElement iq, int skipped) {
    var payload = iq.elements().get(0);
    if (payload.is("query", "urn:xmpp:mam:2")) {
      archive(session, iq, payload);
    } else if (payload.is("query", SYNC)) {
      synchronization(session, iq, Login.number(payload, "stamp"));
    } else if (payload.is("replay", REPLAY)) {
      replay(session, iq, payload, skipped);
    } else if (payload.is("inbox", INBOX)) {
      inbox(session, iq);
    } else {
      result(session, iq, "");
    }
  }

  private static void result(TinySession session, XmlElement iq, String payload) {
    session.send("<iq type='result' id='" + iq.attribute("id") + "'>" + payload + "</iq>");
  }

  // ---- conversations

  /** Per other side: the newest message and what of theirs stands behind the own last one. */
  private static Map<String, Row> rows(TinyAccount account) {
    var rows = new LinkedHashMap<String, Row>();
    for (var entry : account.archive()) {
      var own = entry.from().equals(account.name());
      var other = own ? entry.to() : entry.from();
      var before = rows.get(other);
      rows.put(other, new Row(entry, own ? 0 : before == null ? 1 : before.unread() + 1));
    }
    return rows;
  }

  private record Row(TinyAccount.Entry last, int unread) {
    long id() {
      return Long.parseLong(last.archiveId());
    }
  }

  private static void synchronization(TinySession session, XmlElement iq, long stamp) {
    var rows = new StringBuilder();
    var newest = 0L;
    for (var row : rows(session.account()).entrySet()) {
      newest = Math.max(newest, row.getValue().id());
      if (row.getValue().id() > stamp) {
        rows.append(
            ("<conversation jid='%s@localhost'><metadata node='%s'><unread"
                    + " count='%d'/><last-message>%s</last-message></metadata></conversation>")
                .formatted(
                    row.getKey(),
                    SYNC,
                    row.getValue().unread(),
                    row.getValue().last().asMessage(session.account().name())));
      }
    }
    result(session, iq, "<query xmlns='%s' stamp='%d'>%s</query>".formatted(SYNC, newest, rows));
  }

  private static void replay(TinySession session, XmlElement iq, XmlElement query, int skipped) {
    var with = Objects.requireNonNull(query.attribute("with"));
    var entries = session.account().archiveWith(with.substring(0, with.indexOf('@')));
    for (var version = Login.number(query, "since") + 1; version <= entries.size(); version++) {
      if (skipped > 0 && version % skipped == 0) {
        continue;
      }
      var entry = entries.get((int) version - 1);
      session.send(
          ("<message><event xmlns='%s' queryid='%s' version='%d' id='%s'><forwarded"
                  + " xmlns='urn:xmpp:forward:0'>%s</forwarded></event></message>")
              .formatted(
                  REPLAY,
                  iq.attribute("id"),
                  version,
                  entry.archiveId(),
                  entry.asMessage(session.account().name())));
    }
    result(
        session,
        iq,
        "<replay xmlns='%s' life='%s' version='%d' last='%d' complete='true'/>"
            .formatted(REPLAY, "1", entries.size(), entries.size()));
  }

  private static void inbox(TinySession session, XmlElement iq) {
    var rows = rows(session.account());
    rows.forEach(
        (other, row) ->
            session.send(
                "<message><entry xmlns='%s' jid='%s@localhost' unread='%d' id='%d'/></message>"
                    .formatted(INBOX, other, row.unread(), row.id())));
    var unread = rows.values().stream().mapToInt(Row::unread).sum();
    result(session, iq, "<fin xmlns='%s' all-unread='%d'/>".formatted(INBOX, unread));
  }

  // ---- the archive

  private static void archive(TinySession session, XmlElement iq, XmlElement query) {
    var set = query.child("set", "http://jabber.org/protocol/rsm").orElseThrow();
    var max = Integer.parseInt(text(set, "max").orElse("10"));
    var entries = session.account().archiveWith(with(query));
    var page = page(entries, set, max);
    var id = Objects.requireNonNull(query.attribute("queryid"));
    page.forEach(entry -> session.send(entry.asResult(id)));
    var last = page.isEmpty() ? "" : page.get(page.size() - 1).archiveId();
    var complete = page.isEmpty() || entries.get(entries.size() - 1).archiveId().equals(last);
    session.send(
        ("<iq type='result' id='%s'><fin xmlns='urn:xmpp:mam:2' complete='%s'><set"
                + " xmlns='http://jabber.org/protocol/rsm'>%s</set></fin></iq>")
            .formatted(
                iq.attribute("id"), complete, page.isEmpty() ? "" : "<last>" + last + "</last>"));
  }

  private static List<TinyAccount.Entry> page(
      List<TinyAccount.Entry> entries, XmlElement set, int max) {
    if (text(set, "before").isPresent()) {
      return entries.subList(Math.max(0, entries.size() - max), entries.size());
    }
    var after = text(set, "after").map(Long::parseLong).orElse(0L);
    return entries.stream()
        .filter(entry -> Long.parseLong(entry.archiveId()) > after)
        .limit(max)
        .toList();
  }

  private static @Nullable String with(XmlElement query) {
    return query
        .child("x", "jabber:x:data")
        .flatMap(
            form ->
                form.elements().stream()
                    .filter(field -> "with".equals(field.attribute("var")))
                    .findFirst())
        .map(field -> field.elements().get(0).text())
        .map(jid -> jid.substring(0, jid.indexOf('@')))
        .orElse(null);
  }

  private static Optional<String> text(XmlElement set, String name) {
    return set.child(name, "http://jabber.org/protocol/rsm").map(XmlElement::text);
  }
}
