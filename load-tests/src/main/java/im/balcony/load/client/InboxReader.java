package im.balcony.load.client;

import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Asks for the conversations: what changed since a stamp, or all of them by XEP-0430. */
public final class InboxReader {
  private static final String SYNC = "https://xabber.com/protocol/synchronization";
  private static final String INBOX = "urn:xmpp:inbox:1";
  private static final String STANZA_IDS = "urn:xmpp:sid:0";

  private final LoadClient client;

  public InboxReader(LoadClient client) {
    this.client = client;
  }

  /**
   * How a conversation stands.
   *
   * @param with local part of the other side
   * @param lastId archive id of its newest message
   */
  public record Row(String with, long unread, String lastId) {}

  /** An answer of Client Synchronization, with the account's stamp. */
  public record Answer(long stamp, List<Row> rows) {}

  /** The whole inbox of XEP-0430, with the number of all unread messages. */
  public record Whole(long unread, List<Row> rows) {}

  /**
   * The conversations that changed.
   *
   * @param stamp 0 for all
   */
  public CompletionStage<Answer> since(long stamp) {
    return client
        .request("get", "<query xmlns='%s' stamp='%d'/>".formatted(SYNC, stamp))
        .thenApply(
            answer -> {
              var query = answer.child("query", SYNC).orElseThrow(() -> refused(answer));
              var rows = query.children("conversation", SYNC).stream().map(InboxReader::row);
              return new Answer(Login.number(query, "stamp"), rows.toList());
            });
  }

  /** Every conversation with its newest message (section 3); accounts of load have few. */
  public CompletionStage<Whole> whole() {
    var rows = new ArrayList<Row>();
    client.onOtherMessages(
        message -> message.child("entry", INBOX).map(this::entry).ifPresent(rows::add));
    return client
        .request("get", "<inbox xmlns='" + INBOX + "'/>")
        .thenApply(
            answer -> {
              var fin = answer.child("fin", INBOX).orElseThrow(() -> refused(answer));
              return new Whole(Login.number(fin, "all-unread"), List.copyOf(rows));
            });
  }

  private Row entry(XmlElement entry) {
    return new Row(
        localPart(entry.attribute("jid")),
        Login.number(entry, "unread"),
        Optional.ofNullable(entry.attribute("id")).orElse(""));
  }

  private static Row row(XmlElement conversation) {
    var state =
        conversation.children("metadata", SYNC).stream()
            .filter(metadata -> SYNC.equals(metadata.attribute("node")))
            .findFirst();
    var unread =
        state
            .flatMap(metadata -> metadata.child("unread", SYNC))
            .map(count -> Login.number(count, "count"));
    var lastId =
        state
            .flatMap(metadata -> metadata.child("last-message", SYNC))
            .flatMap(last -> last.child("message", "jabber:client"))
            .flatMap(message -> message.child("stanza-id", STANZA_IDS))
            .map(id -> id.attribute("id"));
    return new Row(localPart(conversation.attribute("jid")), unread.orElse(-1L), lastId.orElse(""));
  }

  private static String localPart(@Nullable String jid) {
    return jid == null || jid.indexOf('@') < 0 ? "" : jid.substring(0, jid.indexOf('@'));
  }

  private static IllegalStateException refused(XmlElement answer) {
    return new IllegalStateException("inbox refused: " + answer.toXml());
  }
}
