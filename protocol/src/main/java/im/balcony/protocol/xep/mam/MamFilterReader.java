package im.balcony.protocol.xep.mam;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.datetime.DateTimes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a submitted form field by field; remembers the first thing that is wrong with it. */
final class MamFilterReader {
  private @Nullable Jid with;
  private @Nullable Instant start;
  private @Nullable Instant end;
  private @Nullable String afterId;
  private @Nullable String beforeId;
  private List<String> ids = List.of();
  private @Nullable Boolean includesGroupchat;
  private @Nullable StanzaError refusal;

  MamFilterReader(DataForm form) {
    if (form.type() != DataForm.Type.SUBMIT
        || !form.formType().filter(Mam.NAMESPACE::equals).isPresent()) {
      refuse(StanzaError.badRequest().withText("the form is not one of " + Mam.NAMESPACE));
    }
    form.fields().forEach(this::read);
  }

  Optional<StanzaError> refusal() {
    return Optional.ofNullable(refusal);
  }

  MamFilter filter() {
    return new MamFilter(with, start, end, afterId, beforeId, ids, includesGroupchat);
  }

  private void read(FormField field) {
    switch (field.var()) {
      case DataForm.FORM_TYPE -> {}
      case Mam.WITH -> with = value(field, Jid::tryParse);
      case Mam.START -> start = value(field, DateTimes::parse);
      case Mam.END -> end = value(field, DateTimes::parse);
      case Mam.AFTER_ID -> afterId = value(field, MamFilterReader::id);
      case Mam.BEFORE_ID -> beforeId = value(field, MamFilterReader::id);
      case Mam.IDS -> ids = ids(field);
      case Mam.INCLUDE_GROUPCHAT -> includesGroupchat = value(field, SchemaValues::booleanOf);
      // Section 4.1.5: a filter that is not understood must not be passed over.
      default -> refuse(StanzaError.featureNotImplemented().withText("unknown field"));
    }
  }

  /** A field without a value filters nothing. */
  private <T> @Nullable T value(FormField field, Function<String, Optional<T>> parse) {
    var text = field.value().filter(value -> !value.isEmpty());
    if (text.isEmpty()) {
      return null;
    }
    var value = parse.apply(text.get());
    if (value.isEmpty()) {
      refuse(StanzaError.badRequest().withText("the field " + field.var() + " is not readable"));
    }
    return value.orElse(null);
  }

  private List<String> ids(FormField field) {
    if (field.values().size() > MamQuery.IDS_MAX) {
      refuse(StanzaError.policyViolation().withText("more ids than " + MamQuery.IDS_MAX));
      return List.of();
    }
    if (!field.values().stream().allMatch(value -> id(value).isPresent())) {
      refuse(StanzaError.itemNotFound());
      return List.of();
    }
    return field.values();
  }

  private static Optional<String> id(String text) {
    return Optional.of(text).filter(id -> !id.isEmpty() && id.length() <= MamQuery.ID_CHARS_MAX);
  }

  private void refuse(StanzaError error) {
    refusal = refusal == null ? error : refusal;
  }
}
