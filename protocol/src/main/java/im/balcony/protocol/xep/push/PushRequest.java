package im.balcony.protocol.xep.push;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client asks its own account for (XEP-0357 sections 5 and 6). */
@Xep(number = 357, name = "Push Notifications", version = "0.4.1")
public sealed interface PushRequest {
  String NAMESPACE = "urn:xmpp:push:0";

  /** A longer name of a node is refused. */
  int NODE_CHARS_MAX = 1_023;

  /** A form of more bytes is refused. */
  int OPTIONS_BYTES_MAX = 4_096;

  Jid service();

  /**
   * Section 5.
   *
   * @param node empty where the service needs none
   * @param options what has to be published along with each notification; null for nothing
   * @param terms when and how, as {@link PushTerms#in} reads it
   */
  record Enable(Jid service, String node, @Nullable XmlElement options, XmlElement terms)
      implements PushRequest {

    /** Options and terms hold secrets. */
    @Override
    public String toString() {
      return "Enable[" + service + ", " + node + "]";
    }
  }

  /**
   * Section 6.
   *
   * @param node null for all of the service
   */
  record Disable(Jid service, @Nullable String node) implements PushRequest {}

  /** Empty for what is none: no service, too long a node, another form, a key that is none. */
  static Optional<PushRequest> read(XmlElement payload) {
    var service = Jid.tryParse(payload.attribute("jid"));
    var node = payload.attribute("node");
    if (service.isEmpty() || (node != null && node.length() > NODE_CHARS_MAX)) {
      return Optional.empty();
    }
    if (payload.is("disable", NAMESPACE)) {
      return Optional.of(new Disable(service.get(), node));
    }
    return payload.is("enable", NAMESPACE)
        ? enable(service.get(), node == null ? "" : node, payload)
        : Optional.empty();
  }

  private static Optional<PushRequest> enable(Jid service, String node, XmlElement payload) {
    if (PushTerms.in(payload).isEmpty()) {
      return Optional.empty();
    }
    var terms = PushTerms.kept(payload);
    var form = payload.child("x", DataForm.NAMESPACE);
    if (form.isEmpty()) {
      return Optional.of(new Enable(service, node, null, terms));
    }
    var fits =
        form.get().toBytes().length <= OPTIONS_BYTES_MAX
            && DataForm.read(form.get())
                .filter(
                    read ->
                        read.type() == DataForm.Type.SUBMIT
                            && read.formType().equals(Optional.of(Pubsub.PUBLISH_OPTIONS)))
                .isPresent();
    return fits ? Optional.of(new Enable(service, node, form.get(), terms)) : Optional.empty();
  }
}
