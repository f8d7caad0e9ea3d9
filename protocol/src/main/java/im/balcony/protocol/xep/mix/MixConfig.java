package im.balcony.protocol.xep.mix;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.muc.RoomOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a channel's configuration node holds (XEP-0406 section 2.4): who runs the channel, and those
 * choices of the room that MIX has words for. What this server does in one way only stands in it
 * with that value and cannot be changed.
 *
 * @param owners bare JIDs
 * @param administrators bare JIDs
 */
public record MixConfig(RoomConfig room, Set<Jid> owners, Set<Jid> administrators) {
  private static final String CHANGED_BY = "Last Change Made By";
  private static final String OWNER = "Owner";
  private static final String ADMINISTRATOR = "Administrator";
  private static final String NODES = "Nodes Present";
  private static final String VISIBILITY = "JID Visibility";
  private static final String INVITING = "Participation Addition by Invitation from Participant";
  private static final String PRIVATE = "Private Messages";
  private static final String HIDDEN = "jid-hidden";
  private static final String VISIBLE = "jid-mandatory-visible";
  private static final String ALLOWED = "allowed";
  private static final String SUBSCRIPTION = " Node Subscription";

  /** Nodes that every channel has. */
  private static final List<String> ALWAYS =
      List.of("participants", "presence", "information", "banned", "jidmap-visible", "avatar");

  /** Name, type, and the only value. */
  private static final List<FormField> FIXED =
      List.of(
          fixed("Messages" + SUBSCRIPTION, "participants"),
          fixed("Presence" + SUBSCRIPTION, "participants"),
          fixed("Participants" + SUBSCRIPTION, "participants"),
          fixed("Information" + SUBSCRIPTION, "participants"),
          fixed("Allowed" + SUBSCRIPTION, "admins"),
          fixed("Banned" + SUBSCRIPTION, "admins"),
          fixed("Configuration Node Access", "owners"),
          fixed("Information Node Update Rights", "owners"),
          fixed("Avatar Nodes Update Rights", "admins"),
          FormField.typed("Open Presence", "boolean", "false"),
          FormField.typed("Participants Must Provide Presence", "boolean", "false"),
          FormField.typed("User Message Retraction", "boolean", "true"),
          fixed("Administrator Message Retraction Rights", "admins"),
          FormField.typed("Mandatory Nicks", "boolean", "true"));

  public MixConfig {
    owners = Set.copyOf(owners);
    administrators = Set.copyOf(administrators);
  }

  private static FormField fixed(String var, String value) {
    return choice(var, value, value);
  }

  private static FormField choice(String var, String value, String... choices) {
    var options = List.of(choices).stream().map(each -> new FormField.Option(null, each)).toList();
    return new FormField(var, "list-single", null, false, List.of(value), options);
  }

  /**
   * All of it.
   *
   * @param type a result, or a form to fill out
   * @param changedBy bare JID of who changed it last; null when that is not known
   */
  public DataForm form(DataForm.Type type, @Nullable String changedBy) {
    var fields = new ArrayList<FormField>();
    if (changedBy != null) {
      fields.add(FormField.typed(CHANGED_BY, "jid-single", changedBy));
    }
    fields.add(people(OWNER, owners));
    fields.add(people(ADMINISTRATOR, administrators));
    fields.add(nodes());
    fields.add(choice(VISIBILITY, room.isNonAnonymous() ? VISIBLE : HIDDEN, HIDDEN, VISIBLE));
    fields.add(flag(INVITING, room.isOn(RoomOption.MEMBERS_INVITE)));
    fields.add(flag(PRIVATE, mayWhisper(room)));
    fields.addAll(FIXED);
    return DataForm.of(
        type,
        MixAdmin.NAMESPACE,
        type == DataForm.Type.FORM ? fields : fields.stream().map(MixConfig::plain).toList());
  }

  static FormField plain(FormField field) {
    return FormField.of(field.var(), field.values().toArray(String[]::new));
  }

  private static FormField people(String var, Collection<Jid> jids) {
    var sorted = new TreeSet<>(jids.stream().map(Jid::toString).toList());
    return FormField.typed(var, "jid-multi", sorted.toArray(String[]::new));
  }

  private static FormField flag(String var, boolean on) {
    return FormField.typed(var, "boolean", Boolean.toString(on));
  }

  private static boolean mayWhisper(RoomConfig room) {
    return !room.text(RoomOption.PRIVATE_MESSAGES).equals("none");
  }

  private FormField nodes() {
    var present = new ArrayList<>(ALWAYS);
    if (room.isOn(RoomOption.MEMBERS_ONLY)) {
      present.add(ALLOWED);
    }
    var options = new ArrayList<FormField.Option>();
    ALWAYS.forEach(node -> options.add(new FormField.Option(null, node)));
    options.add(new FormField.Option(null, ALLOWED));
    return new FormField(NODES, "list-multi", null, false, present, options);
  }

  /**
   * As it is to be by this form; what it does not name stays as it is, and fields that are not
   * known are passed over. Empty when a value cannot be, or may not be another one here.
   */
  public Optional<MixConfig> submitted(DataForm form) {
    if (form.type() != DataForm.Type.SUBMIT
        || !form.formType().map(MixAdmin.NAMESPACE::equals).orElse(true)
        || !FIXED.stream().allMatch(fixed -> stays(fixed, form))) {
      return Optional.empty();
    }
    var changes = changes(form);
    var runBy = people(form, OWNER, owners);
    var helpers = people(form, ADMINISTRATOR, administrators);
    if (changes.isEmpty() || runBy.isEmpty() || helpers.isEmpty() || runBy.get().isEmpty()) {
      return Optional.empty();
    }
    var admins = new LinkedHashSet<>(helpers.get());
    admins.removeAll(runBy.get());
    return Optional.of(new MixConfig(room.with(changes.get()), runBy.get(), admins));
  }

  private static boolean stays(FormField fixed, DataForm form) {
    var field = form.field(fixed.var());
    return field.isEmpty()
        || field.get().values().equals(fixed.values())
        || ("boolean".equals(fixed.type())
            && SchemaValues.booleanOf(field.get().value().orElse(""))
                .equals(SchemaValues.booleanOf(fixed.values().get(0))));
  }

  private static Optional<Set<Jid>> people(DataForm form, String var, Set<Jid> now) {
    var field = form.field(var);
    if (field.isEmpty()) {
      return Optional.of(now);
    }
    var people = new LinkedHashSet<Jid>();
    for (var value : field.get().values()) {
      var jid = Jid.tryParse(value).filter(each -> each.isBare() && each.local() != null);
      if (jid.isEmpty()) {
        return Optional.empty();
      }
      people.add(jid.get());
    }
    return Optional.of(people);
  }

  /** What becomes of the room, by the keys of its options; empty when that cannot be. */
  private Optional<Map<String, String>> changes(DataForm form) {
    var changes = new HashMap<String, String>();
    var inviting = flag(form, INVITING);
    var whispering = flag(form, PRIVATE);
    var visibility = form.value(VISIBILITY);
    var nodes = form.field(NODES).map(field -> Set.copyOf(field.values()));
    if ((inviting.isEmpty() && form.field(INVITING).isPresent())
        || (whispering.isEmpty() && form.field(PRIVATE).isPresent())
        || !visibility.map(List.of(HIDDEN, VISIBLE)::contains).orElse(true)
        || !nodes.map(MixConfig::canBe).orElse(true)) {
      return Optional.empty();
    }
    inviting.ifPresent(on -> put(changes, RoomOption.MEMBERS_INVITE, on ? "1" : "0"));
    whispering
        .filter(on -> on != mayWhisper(room))
        .ifPresent(on -> put(changes, RoomOption.PRIVATE_MESSAGES, on ? "anyone" : "none"));
    visibility.ifPresent(
        wanted -> put(changes, RoomOption.WHOIS, wanted.equals(VISIBLE) ? "anyone" : "moderators"));
    nodes.ifPresent(
        present -> put(changes, RoomOption.MEMBERS_ONLY, present.contains(ALLOWED) ? "1" : "0"));
    return Optional.of(changes);
  }

  private static Optional<Boolean> flag(DataForm form, String var) {
    return form.value(var).flatMap(SchemaValues::booleanOf);
  }

  private static boolean canBe(Set<String> nodes) {
    return nodes.containsAll(ALWAYS)
        && nodes.stream().allMatch(node -> ALWAYS.contains(node) || node.equals(ALLOWED));
  }

  private static void put(Map<String, String> changes, RoomOption option, String value) {
    changes.put(option.key(), value);
  }
}
