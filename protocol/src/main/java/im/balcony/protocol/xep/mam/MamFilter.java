package im.balcony.protocol.xep.mam;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.datetime.DateTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of an archive are asked for (XEP-0313 section 4.1); null and empty match all.
 *
 * @param with the other side; a bare JID matches all its devices
 * @param start not before this moment
 * @param end not after this moment
 * @param afterId only behind this message
 * @param beforeId only in front of this message
 * @param ids only these messages
 * @param includesGroupchat null when the client does not say
 */
public record MamFilter(
    @Nullable Jid with,
    @Nullable Instant start,
    @Nullable Instant end,
    @Nullable String afterId,
    @Nullable String beforeId,
    List<String> ids,
    @Nullable Boolean includesGroupchat) {

  public static final MamFilter ALL = new MamFilter(null, null, null, null, null, List.of(), null);

  public MamFilter {
    ids = List.copyOf(ids);
  }

  public MamFilter with(Jid other) {
    return new MamFilter(other, start, end, afterId, beforeId, ids, includesGroupchat);
  }

  /** The form that a client submits; without fields for {@link #ALL}. */
  public DataForm toForm() {
    var fields = new ArrayList<FormField>();
    add(fields, Mam.WITH, with);
    add(fields, Mam.START, start == null ? null : DateTimes.format(start));
    add(fields, Mam.END, end == null ? null : DateTimes.format(end));
    add(fields, Mam.AFTER_ID, afterId);
    add(fields, Mam.BEFORE_ID, beforeId);
    if (!ids.isEmpty()) {
      fields.add(FormField.of(Mam.IDS, ids.toArray(String[]::new)));
    }
    add(fields, Mam.INCLUDE_GROUPCHAT, includesGroupchat);
    return DataForm.of(DataForm.Type.SUBMIT, Mam.NAMESPACE, fields);
  }

  private static void add(List<FormField> fields, String var, @Nullable Object value) {
    if (value != null) {
      fields.add(FormField.of(var, value.toString()));
    }
  }
}
