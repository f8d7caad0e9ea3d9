package im.balcony.load.client;

import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Asks what happened in a conversation since a version, page by page; one query at a time. */
public final class ReplayReader {
  private static final String REPLAY = "urn:balcony:replay:0";
  private static final String FORWARD = "urn:xmpp:forward:0";

  private final LoadClient client;

  public ReplayReader(LoadClient client) {
    this.client = client;
  }

  /** One event; one that is no chat message has none. */
  public record Event(long version, String archiveId, @Nullable IncomingMessage message) {}

  /**
   * Everything from a version to the newest one, oldest first.
   *
   * @param since 0 if the server knew no such version: then this is everything
   */
  public record Difference(String life, long since, long version, List<Event> events) {}

  /**
   * Reads to the newest version.
   *
   * @param with local part of the other side
   * @param life which life of the conversation the version is of, null for none
   */
  public CompletionStage<Difference> since(String with, @Nullable String life, long version) {
    return read(with, life, version, version, List.of());
  }

  private CompletionStage<Difference> read(
      String with, @Nullable String life, long since, long from, List<Event> before) {
    var shown = new ArrayList<XmlElement>();
    client.onOtherMessages(message -> message.child("event", REPLAY).ifPresent(shown::add));
    var domain = client.bareJid().substring(client.bareJid().indexOf('@'));
    return client
        .request(
            "get",
            "<replay xmlns='%s' with='%s' since='%d'%s/>"
                .formatted(REPLAY, with + domain, from, life == null ? "" : " life='" + life + "'"))
        .thenCompose(
            answer -> {
              var end = answer.child("replay", REPLAY).orElseThrow(() -> refused(answer));
              if ("true".equals(end.attribute("reset"))) {
                return read(with, null, 0, 0, List.of());
              }
              var events = new ArrayList<>(before);
              events.addAll(answered(shown, answer));
              return "true".equals(end.attribute("complete"))
                  ? CompletableFuture.completedFuture(
                      new Difference(
                          text(end, "life"), since, Login.number(end, "version"), events))
                  : read(with, life, since, Login.number(end, "last"), events);
            });
  }

  /** A resumed stream may bring what an earlier question was answered: that is left out. */
  private List<Event> answered(List<XmlElement> shown, XmlElement answer) {
    return shown.stream()
        .filter(event -> text(event, "queryid").equals(text(answer, "id")))
        .map(
            event -> new Event(Login.number(event, "version"), text(event, "id"), forwarded(event)))
        .toList();
  }

  private @Nullable IncomingMessage forwarded(XmlElement event) {
    return event
        .child("forwarded", FORWARD)
        .flatMap(forwarded -> forwarded.child("message", "jabber:client"))
        .flatMap(inner -> IncomingMessage.readAlone(inner, client.bareJid(), false))
        .orElse(null);
  }

  private static String text(XmlElement element, String attribute) {
    var value = element.attribute(attribute);
    return value == null ? "" : value;
  }

  private static IllegalStateException refused(XmlElement answer) {
    return new IllegalStateException("replay refused: " + answer.toXml());
  }
}
