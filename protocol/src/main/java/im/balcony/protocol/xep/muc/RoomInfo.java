package im.balcony.protocol.xep.muc;

import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.disco.DiscoIdentity;
import im.balcony.protocol.xep.disco.DiscoInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What anybody is told of a room (XEP-0045 section 6.4): identity, features, and a form. */
public final class RoomInfo {
  private RoomInfo() {}

  /**
   * Made of the room as it is.
   *
   * @param features of its kind of rooms, beside what the configuration says
   * @param occupants how many are in
   * @param historyMax messages that who enters is sent at most
   * @param more of other extensions
   */
  public static DiscoInfo of(
      RoomConfig config,
      List<String> features,
      String subject,
      int occupants,
      int historyMax,
      List<FormField> more) {
    var all = new ArrayList<>(features);
    all.add(Muc.NAMESPACE);
    all.add(either(config, RoomOption.PERSISTENT, "muc_persistent", "muc_temporary"));
    all.add(either(config, RoomOption.PUBLIC, "muc_public", "muc_hidden"));
    all.add(either(config, RoomOption.MEMBERS_ONLY, "muc_membersonly", "muc_open"));
    all.add(either(config, RoomOption.MODERATED, "muc_moderated", "muc_unmoderated"));
    all.add(
        either(config, RoomOption.PASSWORD_PROTECTED, "muc_passwordprotected", "muc_unsecured"));
    all.add(config.isNonAnonymous() ? "muc_nonanonymous" : "muc_semianonymous");
    return new DiscoInfo(
        null,
        List.of(DiscoIdentity.of("conference", "text", config.text(RoomOption.TITLE))),
        all,
        List.of(form(config, subject, occupants, historyMax, more)));
  }

  private static String either(RoomConfig config, RoomOption option, String on, String off) {
    return config.isOn(option) ? on : off;
  }

  /** Section 15.5.4. */
  private static DataForm form(
      RoomConfig config, String subject, int occupants, int historyMax, List<FormField> more) {
    var fields =
        List.of(
            FormField.of("muc#roominfo_description", config.text(RoomOption.DESCRIPTION)),
            FormField.of("muc#roominfo_subject", subject),
            FormField.of("muc#roominfo_subjectmod", config.text(RoomOption.CHANGE_SUBJECT)),
            FormField.of("muc#roominfo_occupants", Integer.toString(occupants)),
            FormField.of("muc#maxhistoryfetch", Integer.toString(historyMax)));
    var contacts = config.words(RoomOption.CONTACTS);
    var asked =
        contacts.isEmpty()
            ? Stream.<FormField>empty()
            : Stream.of(FormField.of("muc#roominfo_contactjid", contacts.toArray(String[]::new)));
    return DataForm.of(
        DataForm.Type.RESULT,
        Muc.ROOM_INFO,
        Stream.of(fields.stream(), asked, more.stream()).flatMap(each -> each).toList());
  }
}
