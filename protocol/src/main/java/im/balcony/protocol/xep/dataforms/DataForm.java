package im.balcony.protocol.xep.dataforms;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A form to fill out, or what was filled in. Tables of results ({@code <reported/>}) are not read.
 *
 * @param fields without the nameless ones, in their order
 */
@Xep(number = 4, name = "Data Forms", version = "2.13.2")
public record DataForm(
    Type type, @Nullable String title, @Nullable String instructions, List<FormField> fields) {
  public static final String NAMESPACE = "jabber:x:data";

  /** The field that names the kind of form (XEP-0068). */
  public static final String FORM_TYPE = "FORM_TYPE";

  /** A form with more fields is refused. */
  public static final int FIELDS_MAX = 256;

  private static final String NAME = "x";

  /** What the form is for (section 3.1). */
  public enum Type {
    FORM,
    SUBMIT,
    CANCEL,
    RESULT;

    static Optional<Type> byName(@Nullable String name) {
      for (var type : values()) {
        if (type.attributeValue().equals(name)) {
          return Optional.of(type);
        }
      }
      return Optional.empty();
    }

    String attributeValue() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public DataForm {
    fields = List.copyOf(fields);
  }

  /** A form of this kind with the hidden field in front. */
  public static DataForm of(Type type, String formType, List<FormField> fields) {
    var all = new ArrayList<FormField>();
    all.add(FormField.typed(FORM_TYPE, "hidden", formType));
    all.addAll(fields);
    return new DataForm(type, null, null, all);
  }

  public static Optional<DataForm> in(XmlElement parent) {
    return parent.child(NAME, NAMESPACE).flatMap(DataForm::read);
  }

  public static Optional<DataForm> read(XmlElement element) {
    var fields = element.children("field", NAMESPACE);
    if (!element.is(NAME, NAMESPACE) || fields.size() > FIELDS_MAX) {
      return Optional.empty();
    }
    var named = fields.stream().flatMap(field -> FormField.read(field).stream()).toList();
    return Type.byName(element.attribute("type"))
        .map(
            type ->
                new DataForm(type, text(element, "title"), text(element, "instructions"), named));
  }

  /** The value of the hidden field FORM_TYPE. */
  public Optional<String> formType() {
    return value(FORM_TYPE);
  }

  public Optional<FormField> field(String var) {
    return fields.stream().filter(field -> field.var().equals(var)).findFirst();
  }

  /** The first value of this field. */
  public Optional<String> value(String var) {
    return field(var).flatMap(FormField::value);
  }

  public XmlElement toElement() {
    var form = XmlElement.named(NAME, NAMESPACE).attribute("type", type.attributeValue());
    add(form, "title", title);
    add(form, "instructions", instructions);
    fields.forEach(field -> form.child(field.toElement()));
    return form.build();
  }

  private static @Nullable String text(XmlElement form, String name) {
    return form.child(name, NAMESPACE).map(XmlElement::text).orElse(null);
  }

  private static void add(XmlElement.Builder form, String name, @Nullable String text) {
    if (text != null) {
      form.child(XmlElement.named(name, NAMESPACE).text(text).build());
    }
  }
}
