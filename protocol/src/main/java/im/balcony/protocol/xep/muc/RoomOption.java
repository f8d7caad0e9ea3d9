package im.balcony.protocol.xep.muc;

import static java.util.stream.Collectors.joining;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.dataforms.FormField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** One thing that an owner decides on a room, a field of its form (XEP-0045 section 15.5.3). */
public enum RoomOption {
  TITLE("roomname", Kind.TEXT, "Name", "", ""),
  DESCRIPTION("roomdesc", Kind.TEXT, "Description", "", ""),
  PERSISTENT("persistentroom", Kind.FLAG, "Stays when the last one leaves", "1", ""),
  PUBLIC("publicroom", Kind.FLAG, "Listed for everybody", "0", ""),
  MEMBERS_ONLY("membersonly", Kind.FLAG, "Only members may enter", "0", ""),
  MODERATED("moderatedroom", Kind.FLAG, "Only who has voice may speak", "0", ""),
  PASSWORD_PROTECTED("passwordprotectedroom", Kind.FLAG, "A password is needed", "0", ""),
  PASSWORD("roomsecret", Kind.SECRET, "The password", "", ""),
  OCCUPANTS_MAX("maxusers", Kind.NUMBER, "Occupants at most", "200", ""),
  WHOIS("whois", Kind.CHOICE, "Who sees real addresses", "moderators", "moderators anyone"),
  CHANGE_SUBJECT("changesubject", Kind.FLAG, "Occupants may set the subject", "0", ""),
  PRIVATE_MESSAGES(
      "allowpm",
      Kind.CHOICE,
      "Who may send private messages",
      "anyone",
      "anyone participants moderators none"),
  MEMBERS_INVITE("allowinvites", Kind.FLAG, "Occupants may invite to a room for members", "0", ""),
  REGISTRATION("allowregistration", Kind.FLAG, "People may register as members", "1", ""),
  OCCUPANTS_PUBLIC(
      "publicoccupants", Kind.FLAG, "Who may enter may see who is there before", "0", ""),
  PRESENCE_BROADCAST(
      "presencebroadcast",
      Kind.CHOICES,
      "Roles whose presence is told to all",
      "moderator participant visitor",
      "moderator participant visitor"),
  /** Who is asked about the room; where there are none these are its owners. */
  CONTACTS("contactjid", Kind.JIDS, "Whom to ask about the room", "", ""),
  /** XEP-0444 section 2.2; empty for any number. */
  REACTIONS_MAX(
      "maxreactions",
      Kind.NUMBER_OR_NONE,
      "Reactions of one person to a message at most; empty for any number",
      "",
      ""),
  /** XEP-0444 section 2.2; empty for all. */
  REACTIONS_ALLOWED(
      "allowedreactions", Kind.WORDS, "Reactions that are allowed; none for all", "", ""),
  /** In a room for members; where anybody may enter, anybody may read. */
  HISTORY_ACCESS(
      "historyaccess",
      Kind.CHOICE,
      "What members may read: all, or what was said in the time of their membership",
      "membership",
      "membership all");

  /** What may stand in a field. */
  public enum Kind {
    TEXT("text-single"),
    SECRET("text-private"),
    FLAG("boolean"),
    NUMBER("text-single"),
    CHOICE("list-single"),
    /** Any of them, or none; kept as words in the order of the choices. */
    CHOICES("list-multi"),
    NUMBER_OR_NONE("text-single"),
    /** Any, or none. */
    WORDS("text-multi"),
    /** Bare JIDs, or none; kept as words. */
    JIDS("jid-multi");

    private final String fieldType;

    Kind(String fieldType) {
      this.fieldType = fieldType;
    }

    String fieldType() {
      return fieldType;
    }
  }

  /** Longer texts are refused. */
  public static final int TEXT_CHARS_MAX = 1_024;

  private static final String PREFIX = "muc#roomconfig_";

  private final String var;
  private final Kind kind;
  private final String label;
  private final String usual;

  /** Words, since an enum holds nothing that could change. */
  private final String choices;

  RoomOption(String name, Kind kind, String label, String usual, String choices) {
    this.var = PREFIX + name;
    this.kind = kind;
    this.label = label;
    this.usual = usual;
    this.choices = choices;
  }

  /** The field's name. */
  public String var() {
    return var;
  }

  public Kind kind() {
    return kind;
  }

  String label() {
    return label;
  }

  List<String> choices() {
    return choices.isEmpty() ? List.of() : List.of(choices.split(" "));
  }

  /** Its value where nobody has decided. */
  public String usual() {
    return usual;
  }

  /** The name under which it is configured and kept: words with dashes. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<RoomOption> byVar(String var) {
    for (var option : values()) {
      if (option.var.equals(var)) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }

  public static Optional<RoomOption> byKey(String key) {
    for (var option : values()) {
      if (option.key().equals(key)) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }

  /** The value in its one form; empty when it cannot be. */
  public Optional<String> checked(String value) {
    return switch (kind) {
      case TEXT, SECRET -> value.length() <= TEXT_CHARS_MAX ? Optional.of(value) : Optional.empty();
      case FLAG -> SchemaValues.booleanOf(value).map(on -> on ? "1" : "0");
      case NUMBER -> positive(value);
      case CHOICE -> Optional.of(value).filter(choices()::contains);
      case CHOICES -> chosen(value);
      case JIDS -> addresses(value);
      case NUMBER_OR_NONE -> numberOrNone(value);
      case WORDS ->
          value.length() <= TEXT_CHARS_MAX
              ? Optional.of(words(value).stream().distinct().collect(joining(" ")))
              : Optional.empty();
    };
  }

  private static List<String> words(String value) {
    return value.isBlank() ? List.of() : List.of(value.trim().split(" +"));
  }

  private static Optional<String> addresses(String value) {
    var jids = words(value).stream().map(Jid::tryParse).toList();
    return value.length() <= TEXT_CHARS_MAX
            && jids.stream().allMatch(jid -> jid.isPresent() && jid.get().isBare())
        ? Optional.of(
            jids.stream().map(jid -> jid.get().toString()).distinct().collect(joining(" ")))
        : Optional.empty();
  }

  private Optional<String> chosen(String value) {
    var words = words(value);
    return choices().containsAll(words)
        ? Optional.of(choices().stream().filter(words::contains).collect(joining(" ")))
        : Optional.empty();
  }

  private boolean hasWords() {
    return kind == Kind.CHOICES || kind == Kind.JIDS || kind == Kind.WORDS;
  }

  /** What stands in the field for a value. */
  List<String> fieldValues(String value) {
    return hasWords() ? words(value) : List.of(value);
  }

  /** What the field says, to be checked. */
  String valueOf(FormField field) {
    return hasWords() ? String.join(" ", field.values()) : field.value().orElse("");
  }

  private static Optional<String> numberOrNone(String value) {
    var count = SchemaValues.countOf(value);
    return value.isBlank()
        ? Optional.of("")
        : count.isPresent() ? Optional.of(Integer.toString(count.getAsInt())) : Optional.empty();
  }

  private static Optional<String> positive(String value) {
    OptionalInt count = SchemaValues.countOf(value);
    return count.isPresent() && count.getAsInt() > 0
        ? Optional.of(Integer.toString(count.getAsInt()))
        : Optional.empty();
  }
}
