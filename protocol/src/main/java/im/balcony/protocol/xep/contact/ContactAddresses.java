package im.balcony.protocol.xep.contact;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** URIs of the people behind a server, by what they are there for. */
@Xep(number = 157, name = "Contact Addresses for XMPP Services", version = "1.1.1")
public record ContactAddresses(Map<Purpose, List<String>> uris) {
  public static final String FORM_TYPE = "http://jabber.org/network/serverinfo";

  /** What somebody is there for (section 3). */
  public enum Purpose {
    ABUSE,
    ADMIN,
    FEEDBACK,
    SALES,
    SECURITY,
    STATUS,
    SUPPORT;

    private final String var = name().toLowerCase(Locale.ROOT) + "-addresses";
  }

  public ContactAddresses {
    uris = Map.copyOf(uris);
  }

  public boolean isEmpty() {
    return uris.isEmpty();
  }

  public static Optional<ContactAddresses> read(DataForm form) {
    if (!form.formType().filter(FORM_TYPE::equals).isPresent()) {
      return Optional.empty();
    }
    var uris = new EnumMap<Purpose, List<String>>(Purpose.class);
    for (var purpose : Purpose.values()) {
      form.field(purpose.var).ifPresent(field -> uris.put(purpose, field.values()));
    }
    return Optional.of(new ContactAddresses(uris));
  }

  /** The form that goes into the server's disco#info. */
  public DataForm toForm() {
    var fields = new ArrayList<FormField>();
    for (var purpose : Purpose.values()) {
      var addresses = uris.get(purpose);
      if (addresses != null) {
        fields.add(FormField.typed(purpose.var, "list-multi", addresses.toArray(String[]::new)));
      }
    }
    return DataForm.of(DataForm.Type.RESULT, FORM_TYPE, fields);
  }
}
