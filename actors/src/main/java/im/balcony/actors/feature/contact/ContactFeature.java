package im.balcony.actors.feature.contact;

import im.balcony.actors.feature.Feature;
import im.balcony.protocol.xep.contact.ContactAddresses;
import im.balcony.protocol.xep.dataforms.DataForm;
import java.util.List;

/** XEP-0157: the operator's addresses in the server's disco#info. */
public final class ContactFeature implements Feature {
  private final ContactAddresses addresses;

  public ContactFeature(ContactAddresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public List<DataForm> serverForms() {
    return addresses.isEmpty() ? List.of() : List.of(addresses.toForm());
  }
}
