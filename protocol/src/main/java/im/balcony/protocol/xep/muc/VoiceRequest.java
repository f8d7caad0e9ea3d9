package im.balcony.protocol.xep.muc;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A visitor asks for voice, or a moderator grants it (XEP-0045 sections 7.13, 8.6 and 15.5.2).
 *
 * @param nick of the visitor; null where the visitor itself asks
 * @param allowed whether voice is granted; null where the visitor itself asks
 */
public record VoiceRequest(@Nullable String nick, @Nullable Boolean allowed) {
  public static final String FORM_TYPE = "http://jabber.org/protocol/muc#request";

  private static final String ROLE = "muc#role";
  private static final String NICK = "muc#roomnick";
  private static final String ALLOW = "muc#request_allow";

  /** Empty when it is another form, or one that asks for another role. */
  public static Optional<VoiceRequest> read(DataForm form) {
    var isOurs =
        form.type() == DataForm.Type.SUBMIT
            && form.formType().filter(FORM_TYPE::equals).isPresent()
            && form.value(ROLE).filter(Role.PARTICIPANT.value()::equals).isPresent();
    if (!isOurs) {
      return Optional.empty();
    }
    var allowed = form.value(ALLOW);
    if (allowed.isEmpty()) {
      return Optional.of(new VoiceRequest(null, null));
    }
    return SchemaValues.booleanOf(allowed.get())
        .flatMap(on -> form.value(NICK).map(nick -> new VoiceRequest(nick, on)));
  }

  /** What moderators are asked to fill out. */
  public static DataForm approval(Jid visitor, String nick) {
    var form =
        DataForm.of(
            DataForm.Type.FORM,
            FORM_TYPE,
            List.of(
                new FormField(
                    ROLE,
                    "list-single",
                    "Requested role",
                    false,
                    List.of(Role.PARTICIPANT.value()),
                    List.of(new FormField.Option(null, Role.PARTICIPANT.value()))),
                new FormField(
                    "muc#jid",
                    "jid-single",
                    "User ID",
                    false,
                    List.of(visitor.toString()),
                    List.of()),
                new FormField(
                    NICK, "text-single", "Room Nickname", false, List.of(nick), List.of()),
                new FormField(
                    ALLOW,
                    "boolean",
                    "Grant voice to this person?",
                    false,
                    List.of("0"),
                    List.of())));
    return new DataForm(
        form.type(), "Voice request", "Allow this visitor to speak?", form.fields());
  }
}
