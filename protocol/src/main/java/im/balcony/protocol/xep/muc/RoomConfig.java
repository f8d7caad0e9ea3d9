package im.balcony.protocol.xep.muc;

import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.reactions.ReactionLimits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the owner of a room has decided; every option has a value. */
public final class RoomConfig {
  /** What every option usually is. */
  public static final RoomConfig USUAL = new RoomConfig(new EnumMap<>(RoomOption.class));

  private final Map<RoomOption, String> values;

  private RoomConfig(Map<RoomOption, String> values) {
    this.values = values;
  }

  /** With what is kept under these keys; what is not known any more, or cannot be, is left out. */
  public static RoomConfig ofKeys(Map<String, String> byKey) {
    return USUAL.with(byKey);
  }

  /** The same with these values, by key. */
  public RoomConfig with(Map<String, String> byKey) {
    var more = new EnumMap<RoomOption, String>(RoomOption.class);
    more.putAll(values);
    byKey.forEach(
        (key, value) ->
            RoomOption.byKey(key)
                .ifPresent(
                    option -> option.checked(value).ifPresent(good -> more.put(option, good))));
    return new RoomConfig(more);
  }

  /** All values, by key. */
  public Map<String, String> keys() {
    var byKey = new TreeMap<String, String>();
    for (var option : RoomOption.values()) {
      byKey.put(option.key(), text(option));
    }
    return byKey;
  }

  public String text(RoomOption option) {
    return values.getOrDefault(option, option.usual());
  }

  /** Of an option that has any number of words. */
  public List<String> words(RoomOption option) {
    return option.fieldValues(text(option));
  }

  /** How occupants may react to what was said. */
  public ReactionLimits reactions() {
    var max = text(RoomOption.REACTIONS_MAX);
    return new ReactionLimits(
        max.isEmpty() ? null : Integer.valueOf(max), words(RoomOption.REACTIONS_ALLOWED));
  }

  /** Of an option that is a flag. */
  public boolean isOn(RoomOption option) {
    return text(option).equals("1");
  }

  /** Of an option that is a number. */
  public int number(RoomOption option) {
    return Integer.parseInt(text(option));
  }

  /** Whether every occupant sees real addresses (XEP-0045 section 7.2.3). */
  public boolean isNonAnonymous() {
    return text(RoomOption.WHOIS).equals("anyone");
  }

  /** Whether others are told of the presence of who has this role (section 15.5.3). */
  public boolean broadcasts(Role role) {
    return List.of(text(RoomOption.PRESENCE_BROADCAST).split(" ")).contains(role.value());
  }

  /** The form to fill out (section 10.1.3). */
  public DataForm form() {
    var fields = new ArrayList<FormField>();
    for (var option : RoomOption.values()) {
      var choices =
          option.choices().stream().map(value -> new FormField.Option(null, value)).toList();
      fields.add(
          new FormField(
              option.var(),
              option.kind().fieldType(),
              option.label(),
              false,
              option.fieldValues(text(option)),
              choices));
    }
    return DataForm.of(DataForm.Type.FORM, Muc.ROOM_CONFIG, fields);
  }

  /**
   * The configuration with what a submitted form sets. Fields that are not known are passed over;
   * empty when a value cannot be, the form is of another kind, or a password is needed and there is
   * none (section 10.2).
   */
  public Optional<RoomConfig> submitted(DataForm form) {
    if (!form.formType().map(Muc.ROOM_CONFIG::equals).orElse(true)) {
      return Optional.empty();
    }
    var more = new EnumMap<RoomOption, String>(RoomOption.class);
    more.putAll(values);
    for (var field : form.fields()) {
      var option = RoomOption.byVar(field.var());
      if (option.isPresent()) {
        var value = option.get().checked(option.get().valueOf(field));
        if (value.isEmpty()) {
          return Optional.empty();
        }
        more.put(option.get(), value.get());
      }
    }
    var config = new RoomConfig(more);
    var locked = config.isOn(RoomOption.PASSWORD_PROTECTED);
    return locked && config.text(RoomOption.PASSWORD).isEmpty()
        ? Optional.empty()
        : Optional.of(config);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RoomConfig config && config.keys().equals(keys());
  }

  @Override
  public int hashCode() {
    return keys().hashCode();
  }

  @Override
  public String toString() {
    var shown = new TreeMap<>(keys());
    shown.remove(RoomOption.PASSWORD.key());
    return shown.toString();
  }
}
