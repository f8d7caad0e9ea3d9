package im.balcony.protocol.xep.muc;

import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;

/** What an owner asks of a room (XEP-0045 sections 10.1, 10.2 and 10.9). */
public sealed interface OwnerRequest {
  /** The form of configuration is wanted. */
  record GetForm() implements OwnerRequest {}

  /** The form is filled out; one without fields takes everything as it is (section 10.1.2). */
  record Submit(DataForm form) implements OwnerRequest {}

  /** Nothing is to change; a new room is not wanted (section 10.1.3). */
  record Cancel() implements OwnerRequest {}

  /** The room is to end. */
  record Destroy(Destruction destruction) implements OwnerRequest {}

  /** Whether the payload asks for any of it. */
  static boolean isIn(XmlElement payload) {
    return payload.is("query", Muc.OWNER);
  }

  /** Empty when it is none of them. */
  static Optional<OwnerRequest> read(Iq iq) {
    var payload = iq.payload().filter(OwnerRequest::isIn);
    if (payload.isEmpty() || !iq.isRequest()) {
      return Optional.empty();
    }
    var query = payload.get();
    if (iq.type() == Iq.Type.GET) {
      return query.elements().isEmpty() ? Optional.of(new GetForm()) : Optional.empty();
    }
    var end = query.child(Destruction.NAME, Muc.OWNER);
    if (end.isPresent()) {
      return end.flatMap(Destruction::read).map(Destroy::new);
    }
    return DataForm.in(query).flatMap(OwnerRequest::filled);
  }

  private static Optional<OwnerRequest> filled(DataForm form) {
    return switch (form.type()) {
      case SUBMIT -> Optional.of(new Submit(form));
      case CANCEL -> Optional.of(new Cancel());
      case FORM, RESULT -> Optional.empty();
    };
  }

  /** The form, as the room answers it. */
  static XmlElement form(DataForm form) {
    return XmlElement.named("query", Muc.OWNER).child(form.toElement()).build();
  }
}
