package im.balcony.protocol.xep.register;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;

/** What somebody without an account, or its owner, wants of the registration. */
@Xep(number = 77, name = "In-Band Registration", version = "2.4")
public sealed interface Registration {
  String NAMESPACE = "jabber:iq:register";

  /** The stream feature's namespace (section 8). */
  String FEATURE_NAMESPACE = "http://jabber.org/features/iq-register";

  /** Longer names and passwords are refused. */
  int CHARS_MAX = 1023;

  /** A new account, or another password for the own one. */
  record Account(String username, String password) implements Registration {
    /** Without the password: this text may end up in a log. */
    @Override
    public String toString() {
      return "registration of " + username;
    }
  }

  /** The own account is to be removed. */
  record Removal() implements Registration {}

  /** Whether the payload belongs here: as a get it asks for the fields. */
  static boolean isIn(XmlElement payload) {
    return payload.is("query", NAMESPACE);
  }

  static XmlElement feature() {
    return XmlElement.named("register", FEATURE_NAMESPACE).build();
  }

  /** The fields to fill in for a new account (section 3.1). */
  static XmlElement fields(String instructions) {
    return XmlElement.named("query", NAMESPACE)
        .child(XmlElement.named("instructions", NAMESPACE).text(instructions).build())
        .child(XmlElement.named("username", NAMESPACE).build())
        .child(XmlElement.named("password", NAMESPACE).build())
        .build();
  }

  /** What the owner of an account is told (section 3.1). */
  static XmlElement registered(String username) {
    return XmlElement.named("query", NAMESPACE)
        .child(XmlElement.named("registered", NAMESPACE).build())
        .child(XmlElement.named("username", NAMESPACE).text(username).build())
        .child(XmlElement.named("password", NAMESPACE).build())
        .build();
  }

  /** Reads a set; empty when something is missing, or a removal is mixed with other things. */
  static Optional<Registration> read(XmlElement payload) {
    if (!isIn(payload)) {
      return Optional.empty();
    }
    if (payload.child("remove", NAMESPACE).isPresent()) {
      return payload.elements().size() == 1 ? Optional.of(new Removal()) : Optional.empty();
    }
    var form = DataForm.in(payload).filter(filled -> filled.type() == DataForm.Type.SUBMIT);
    var username = value(payload, form, "username");
    var password = value(payload, form, "password");
    return username.isPresent() && password.isPresent()
        ? Optional.of(new Account(username.get(), password.get()))
        : Optional.empty();
  }

  private static Optional<String> value(XmlElement payload, Optional<DataForm> form, String name) {
    return form.flatMap(filled -> filled.value(name))
        .or(() -> payload.child(name, NAMESPACE).map(XmlElement::text))
        .filter(text -> !text.isEmpty() && text.length() <= CHARS_MAX);
  }
}
