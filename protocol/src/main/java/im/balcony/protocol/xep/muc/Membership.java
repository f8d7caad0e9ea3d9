package im.balcony.protocol.xep.muc;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.register.Registration;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** Registering with a room (XEP-0045 sections 7.10, 9.9 and 15.5.1), carried by XEP-0077. */
public sealed interface Membership {
  /** The kind of its forms. */
  String FORM_TYPE = Muc.NAMESPACE + "#register";

  /** Somebody wants to belong to the room, under this nickname. */
  record Wish(String nick) implements Membership {}

  /** Somebody wants to belong to it no more. */
  record Leave() implements Membership {}

  /** An admin answers such a wish (section 9.9). */
  record Decision(Jid account, String nick, boolean allowed) implements Membership {}

  /** Reads what is sent to the room as an IQ of type set; empty when it is none of it. */
  static Optional<Membership> read(XmlElement payload) {
    if (payload.child("remove", Registration.NAMESPACE).isPresent()) {
      return payload.elements().size() == 1 ? Optional.of(new Leave()) : Optional.empty();
    }
    return DataForm.in(payload)
        .filter(Membership::isOurs)
        .flatMap(form -> form.value(Field.NICK.var))
        .filter(nick -> !nick.isBlank())
        .map(Wish::new);
  }

  /** Empty when it is another form. */
  static Optional<Decision> decision(DataForm form) {
    if (!isOurs(form)) {
      return Optional.empty();
    }
    var allowed = SchemaValues.booleanOf(form.value(Field.ALLOW.var).orElse(null));
    var account = Jid.tryParse(form.value(Field.ACCOUNT.var).orElse(null));
    var nick = form.value(Field.NICK.var);
    return allowed.isPresent() && account.isPresent() && nick.isPresent()
        ? Optional.of(new Decision(account.get().bare(), nick.get(), allowed.get()))
        : Optional.empty();
  }

  private static boolean isOurs(DataForm form) {
    return form.type() == DataForm.Type.SUBMIT
        && form.formType().filter(FORM_TYPE::equals).isPresent();
  }

  /** What somebody is asked who wants to belong to the room. */
  static XmlElement form(String room) {
    var form =
        DataForm.of(
            DataForm.Type.FORM,
            FORM_TYPE,
            List.of(
                new FormField(
                    Field.NICK.var,
                    "text-single",
                    "Desired Nickname",
                    true,
                    List.of(),
                    List.of())));
    return XmlElement.named("query", Registration.NAMESPACE)
        .child(
            XmlElement.named("instructions", Registration.NAMESPACE)
                .text("Give the nickname by which you want to be known in " + room + ".")
                .build())
        .child(form.toElement())
        .build();
  }

  /** What a member is told. */
  static XmlElement registered(String nick) {
    return XmlElement.named("query", Registration.NAMESPACE)
        .child(XmlElement.named("registered", Registration.NAMESPACE).build())
        .child(XmlElement.named("username", Registration.NAMESPACE).text(nick).build())
        .build();
  }

  /** What admins are asked to fill out. */
  static DataForm approval(Jid account, String nick) {
    var form =
        DataForm.of(
            DataForm.Type.FORM,
            FORM_TYPE,
            List.of(
                field(Field.ACCOUNT, "jid-single", "User ID", account.toString()),
                field(Field.NICK, "text-single", "Desired Nickname", nick),
                field(
                    Field.ALLOW, "boolean", "Allow this person to register with the room?", "0")));
    return new DataForm(
        form.type(),
        "Registration request",
        "Allow this person to be a member of the room?",
        form.fields());
  }

  private static FormField field(Field field, String type, String label, String value) {
    return new FormField(field.var, type, label, false, List.of(value), List.of());
  }

  /** The fields of both forms; the standard has none for who it is about. */
  enum Field {
    ACCOUNT("muc#jid"),
    NICK("muc#register_roomnick"),
    ALLOW("muc#register_allow");

    private final String var;

    Field(String var) {
      this.var = var;
    }
  }
}
