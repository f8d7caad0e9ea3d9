package im.balcony.protocol.xep.mix;

import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.muc.RoomOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a channel tells of itself (XEP-0369 section 4.7.4), of what its room is configured with.
 *
 * @param owners bare JIDs: the contacts where there are no others
 */
public record MixInfo(RoomConfig room, List<String> owners) {
  private static final String CONTACT = "Contact";
  private static final Map<String, RoomOption> TEXTS =
      Map.of("Name", RoomOption.TITLE, "Description", RoomOption.DESCRIPTION);

  public MixInfo {
    owners = List.copyOf(owners);
  }

  /** As a result, or as a form to fill out (XEP-0406 section 3.1). */
  public DataForm form(DataForm.Type type) {
    var fields =
        List.of(
            FormField.typed("Name", "text-single", room.text(RoomOption.TITLE)),
            FormField.typed("Description", "text-single", room.text(RoomOption.DESCRIPTION)),
            FormField.typed(CONTACT, "jid-multi", contacts().toArray(String[]::new)));
    return DataForm.of(
        type,
        Mix.NAMESPACE,
        type == DataForm.Type.FORM ? fields : fields.stream().map(MixConfig::plain).toList());
  }

  private List<String> contacts() {
    var contacts = room.words(RoomOption.CONTACTS);
    return contacts.isEmpty() ? owners : contacts;
  }

  /**
   * The room as it is to be by this form; what it does not name stays as it is, and fields that are
   * not known are passed over. Empty when a value cannot be.
   */
  public Optional<RoomConfig> submitted(DataForm form) {
    if (form.type() != DataForm.Type.SUBMIT
        || !form.formType().map(Mix.NAMESPACE::equals).orElse(true)) {
      return Optional.empty();
    }
    var changes = new HashMap<String, String>();
    for (var field : form.fields()) {
      var option = field.var().equals(CONTACT) ? RoomOption.CONTACTS : TEXTS.get(field.var());
      if (option != null && !(option == RoomOption.CONTACTS && isAsItIs(field))) {
        var isText = option != RoomOption.CONTACTS;
        var value = option.checked(String.join(isText ? "\n" : " ", field.values()));
        if (value.isEmpty()) {
          return Optional.empty();
        }
        changes.put(option.key(), value.get());
      }
    }
    return Optional.of(room.with(changes));
  }

  /** Contacts that were sent back as they were do not become others than the owners. */
  private boolean isAsItIs(FormField contact) {
    return contact.values().equals(contacts());
  }
}
