package im.balcony.load.client;

import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Queries an account's archive page by page (XEP-0313 section 4, XEP-0059); one query at a time.
 */
public final class ArchiveReader {
  private static final String MAM = "urn:xmpp:mam:2";
  private static final String RSM = "http://jabber.org/protocol/rsm";
  private static final String FORWARD = "urn:xmpp:forward:0";

  private final LoadClient client;
  private int queries;

  public ArchiveReader(LoadClient client) {
    this.client = client;
  }

  /** One message of an archive. */
  public record Item(String archiveId, IncomingMessage message) {}

  /**
   * One page, oldest first.
   *
   * @param last id of the last result, to go on after it
   * @param complete whether nothing follows in the direction of paging
   */
  public record Page(List<Item> items, @Nullable String last, boolean complete) {}

  /** What to ask for: {@code with} is a local part, {@code start} an XEP-0082 time. */
  public record Query(@Nullable String with, @Nullable String start) {
    public static final Query ALL = new Query(null, null);
  }

  /** The newest page (XEP-0059 2.5: an empty {@code before}). */
  public CompletionStage<Page> newest(int itemsMax) {
    return page(Query.ALL, "<before/>", itemsMax);
  }

  /** All pages from the oldest, each given as it comes; ends when the archive does. */
  public CompletionStage<Void> readAll(Query query, int itemsMax, Consumer<Page> pages) {
    return readFrom(query, "", itemsMax, pages);
  }

  /** The same, from behind an archive id on. */
  public CompletionStage<Void> readAfter(
      Query query, String archiveId, int itemsMax, Consumer<Page> pages) {
    return readFrom(query, after(archiveId), itemsMax, pages);
  }

  private CompletionStage<Void> readFrom(
      Query query, String position, int itemsMax, Consumer<Page> pages) {
    return page(query, position, itemsMax)
        .thenCompose(
            page -> {
              pages.accept(page);
              return page.complete() || page.last() == null
                  ? CompletableFuture.<Void>completedFuture(null)
                  : readFrom(query, after(page.last()), itemsMax, pages);
            });
  }

  private static String after(String archiveId) {
    return "<after>" + archiveId + "</after>";
  }

  private CompletionStage<Page> page(Query query, String position, int itemsMax) {
    var id = "a" + ++queries;
    var items = new ArrayList<Item>();
    var done = new CompletableFuture<Page>();
    client.onOtherMessages(message -> collect(message, id, items));
    var sent =
        client.request(
            "set",
            "<query xmlns='%s' queryid='%s'>%s<set xmlns='%s'><max>%d</max>%s</set></query>"
                .formatted(MAM, id, form(query), RSM, itemsMax, position),
            answer -> finish(answer, items, done));
    if (!sent) {
      done.completeExceptionally(new IllegalStateException("not connected"));
    }
    return done;
  }

  private String form(Query query) {
    var domain = client.bareJid().substring(client.bareJid().indexOf('@'));
    return "<x xmlns='jabber:x:data' type='submit'>"
        + field("FORM_TYPE", MAM).replace("<field ", "<field type='hidden' ")
        + (query.with() == null ? "" : field("with", query.with() + domain))
        + (query.start() == null ? "" : field("start", query.start()))
        + "</x>";
  }

  private static String field(String name, String value) {
    return "<field var='" + name + "'><value>" + value + "</value></field>";
  }

  private void collect(XmlElement message, String queryId, List<Item> items) {
    var result = message.child("result", MAM);
    if (result.isEmpty() || !queryId.equals(result.get().attribute("queryid"))) {
      return;
    }
    var archiveId = result.get().attribute("id");
    result
        .get()
        .child("forwarded", FORWARD)
        .flatMap(forwarded -> forwarded.child("message", "jabber:client"))
        .flatMap(inner -> IncomingMessage.readAlone(inner, client.bareJid(), false))
        .ifPresent(inner -> items.add(new Item(archiveId == null ? "" : archiveId, inner)));
  }

  private static void finish(
      @Nullable XmlElement answer, List<Item> items, CompletableFuture<Page> done) {
    if (answer == null) {
      done.completeExceptionally(new IllegalStateException("connection lost during a query"));
      return;
    }
    var fin = answer.child("fin", MAM);
    if (fin.isEmpty()) {
      done.completeExceptionally(new IllegalStateException("query refused: " + answer.toXml()));
      return;
    }
    var last =
        fin.get().child("set", RSM).flatMap(set -> set.child("last", RSM)).map(XmlElement::text);
    done.complete(
        new Page(List.copyOf(items), last.orElse(null), isTrue(fin.get().attribute("complete"))));
  }

  private static boolean isTrue(@Nullable String value) {
    return "true".equals(value) || "1".equals(value);
  }
}
