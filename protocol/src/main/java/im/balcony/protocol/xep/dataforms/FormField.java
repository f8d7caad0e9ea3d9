package im.balcony.protocol.xep.dataforms;

import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form (XEP-0004 section 3.2).
 *
 * @param type as written, e.g. {@code text-single}; null when the context says it
 * @param options label and value of each choice offered
 */
public record FormField(
    String var,
    @Nullable String type,
    @Nullable String label,
    boolean required,
    List<String> values,
    List<Option> options) {

  /** A choice of a list. */
  public record Option(@Nullable String label, String value) {}

  public FormField {
    values = List.copyOf(values);
    options = List.copyOf(options);
  }

  public static FormField of(String var, String... values) {
    return new FormField(var, null, null, false, List.of(values), List.of());
  }

  public static FormField typed(String var, String type, String... values) {
    return new FormField(var, type, null, false, List.of(values), List.of());
  }

  /** Empty for a field without a name, such as one of type "fixed". */
  static Optional<FormField> read(XmlElement element) {
    var var = element.attribute("var");
    if (var == null || !element.is("field", DataForm.NAMESPACE)) {
      return Optional.empty();
    }
    var options = new ArrayList<Option>();
    for (var option : element.children("option", DataForm.NAMESPACE)) {
      option
          .child("value", DataForm.NAMESPACE)
          .ifPresent(value -> options.add(new Option(option.attribute("label"), value.text())));
    }
    return Optional.of(
        new FormField(
            var,
            element.attribute("type"),
            element.attribute("label"),
            element.child("required", DataForm.NAMESPACE).isPresent(),
            element.children("value", DataForm.NAMESPACE).stream().map(XmlElement::text).toList(),
            options));
  }

  /** The only value; empty when there is none. */
  public Optional<String> value() {
    return values.stream().findFirst();
  }

  public XmlElement toElement() {
    var field =
        XmlElement.named("field", DataForm.NAMESPACE)
            .attribute("var", var)
            .attribute("type", type)
            .attribute("label", label);
    if (required) {
      field.child(XmlElement.named("required", DataForm.NAMESPACE).build());
    }
    values.forEach(value -> field.child(valueElement(value)));
    for (var option : options) {
      field.child(
          XmlElement.named("option", DataForm.NAMESPACE)
              .attribute("label", option.label())
              .child(valueElement(option.value()))
              .build());
    }
    return field.build();
  }

  private static XmlElement valueElement(String value) {
    return XmlElement.named("value", DataForm.NAMESPACE).text(value).build();
  }
}
