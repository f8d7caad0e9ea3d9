package im.balcony.protocol.xep.mongooseinbox;

import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.datetime.DateTimes;
import im.balcony.protocol.xep.rsm.PageRequest;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks for conversations.
 *
 * @param start only those whose newest message is not older
 * @param end only those whose newest message is not newer
 * @param oldestFirst the order, newest first if not
 * @param unreadOnly whether those without unread messages are left out
 * @param box a name, or {@link #ALL}
 */
public record BoxQuery(
    @Nullable String queryId,
    @Nullable Instant start,
    @Nullable Instant end,
    boolean oldestFirst,
    boolean unreadOnly,
    String box,
    PageRequest page) {
  public static final String NAMESPACE = "erlang-solutions.com:xmpp:inbox:0";

  /** Every box but the bin. */
  public static final String ALL = "all";

  /** What can be asked for. */
  public static XmlElement form(List<String> boxes) {
    var form =
        DataForm.of(
            DataForm.Type.FORM,
            NAMESPACE,
            List.of(
                FormField.typed("start", "text-single"),
                FormField.typed("end", "text-single"),
                FormField.typed("order", "list-single", "desc"),
                FormField.typed("hidden_read", "text-single", "false"),
                FormField.typed("box", "list-single", boxes.toArray(String[]::new)),
                FormField.typed("archive", "boolean", "false")));
    return XmlElement.named("query", NAMESPACE).child(form.toElement()).build();
  }

  /** Empty when a value is none of those that are allowed. */
  public static Optional<BoxQuery> read(XmlElement inbox, List<String> boxes) {
    var form = DataForm.in(inbox);
    var page = PageRequest.in(inbox);
    var start = value(form, "start");
    var end = value(form, "end");
    var order = value(form, "order");
    var hiddenRead = value(form, "hidden_read");
    var archived = value(form, "archive");
    var box = value(form, "box");
    var name = box == null ? boxOf(archived) : box;
    boolean readable =
        page.isPresent()
            && (start == null || DateTimes.parse(start).isPresent())
            && (end == null || DateTimes.parse(end).isPresent())
            && (order == null || order.equals("asc") || order.equals("desc"))
            && (hiddenRead == null || SchemaValues.booleanOf(hiddenRead).isPresent())
            && (archived == null || SchemaValues.booleanOf(archived).isPresent())
            && (name.equals(ALL) || boxes.contains(name));
    if (!readable) {
      return Optional.empty();
    }
    return Optional.of(
        new BoxQuery(
            inbox.attribute("queryid"),
            DateTimes.parse(start).orElse(null),
            DateTimes.parse(end).orElse(null),
            "asc".equals(order),
            SchemaValues.booleanOf(hiddenRead).orElse(false),
            name,
            page.get()));
  }

  /** The form of early versions: archived ones, or the others. */
  private static String boxOf(@Nullable String archived) {
    return SchemaValues.booleanOf(archived).map(yes -> yes ? "archive" : "inbox").orElse(ALL);
  }

  private static @Nullable String value(Optional<DataForm> form, String name) {
    return form.flatMap(filled -> filled.value(name)).orElse(null);
  }
}
