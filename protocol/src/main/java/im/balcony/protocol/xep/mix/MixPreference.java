package im.balcony.protocol.xep.mix;

import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a participant wants of a channel for itself (XEP-0404 section 3.1); the first is usual. */
public enum MixPreference {
  JID_VISIBILITY("JID Visibility", "default never always prefer+not"),
  PRIVATE_MESSAGES("Private Messages", "allow block"),
  VCARD("vCard", "block allow"),
  PRESENCE("Presence", "share not+share");

  private final String var;

  /** Words, since an enum holds nothing that could change; a plus sign stands for a space. */
  private final String choices;

  MixPreference(String var, String choices) {
    this.var = var;
    this.choices = choices;
  }

  private List<String> choices() {
    return Arrays.stream(choices.split(" ")).map(choice -> choice.replace('+', ' ')).toList();
  }

  /** As it is with these. */
  public String in(Map<String, String> preferences) {
    return preferences.getOrDefault(var, choices().get(0));
  }

  /** Those with what a form sets; empty when a value cannot be or the form is another one. */
  public static Optional<Map<String, String>> submitted(
      Map<String, String> before, @Nullable DataForm form) {
    if (form == null) {
      return Optional.of(before);
    } else if (!form.formType().map(MixAnon.NAMESPACE::equals).orElse(true)) {
      return Optional.empty();
    }
    var more = new TreeMap<>(before);
    for (var preference : values()) {
      var value = form.value(preference.var);
      if (value.isPresent() && !preference.choices().contains(value.get())) {
        return Optional.empty();
      }
      value.ifPresent(wanted -> more.put(preference.var, wanted));
    }
    return Optional.of(more);
  }

  /** All of them as they are. */
  public static DataForm result(Map<String, String> preferences) {
    return DataForm.of(
        DataForm.Type.RESULT,
        MixAnon.NAMESPACE,
        Arrays.stream(values())
            .map(preference -> FormField.of(preference.var, preference.in(preferences)))
            .toList());
  }

  /** All of them to be chosen. */
  public static DataForm template(Map<String, String> preferences) {
    return DataForm.of(
        DataForm.Type.FORM,
        MixAnon.NAMESPACE,
        Arrays.stream(values())
            .map(
                preference ->
                    new FormField(
                        preference.var,
                        "list-single",
                        preference.var,
                        false,
                        List.of(preference.in(preferences)),
                        preference.choices().stream()
                            .map(choice -> new FormField.Option(choice, choice))
                            .toList()))
            .toList());
  }

  /** What a form says of it, whoever wrote it. */
  public Optional<String> in(DataForm form) {
    return form.value(var);
  }
}
