package im.balcony.edge.negotiate;

import im.balcony.protocol.sasl.ChannelBindingList;
import im.balcony.protocol.sasl.SaslElements;
import im.balcony.protocol.sasl.SaslOffer;
import im.balcony.protocol.xep.csi.ClientState;
import im.balcony.protocol.xep.limits.StreamLimits;
import im.balcony.protocol.xep.roster.Roster;
import im.balcony.protocol.xep.sasl2.Sasl2;
import im.balcony.protocol.xep.sm.StreamManagement;
import im.balcony.protocol.xml.XmlContext;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;

/** What a stream offers next: {@code <stream:features/>} (RFC 6120 4.3.2). */
final class Features {
  static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";
  static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";
  private static final String SESSION = "urn:ietf:params:xml:ns:xmpp-session";

  private final XmlElement.Builder features = XmlElement.named("features", XmlContext.STREAMS);

  /** RFC 6120 5.4.1. */
  Features startTls(boolean required) {
    var startTls = XmlElement.named("starttls", TLS);
    if (required) {
      startTls.child(empty("required", TLS));
    }
    features.child(startTls.build());
    return this;
  }

  /** RFC 6120 6.4.1, with XEP-0440's channel bindings wherever a -PLUS mechanism is offered. */
  Features login(SaslOffer offer) {
    features.child(SaslElements.mechanisms(offer.mechanisms()));
    if (offer.bindsChannel()) {
      features.child(ChannelBindingList.of(offer.channelBindingTypes()));
    }
    return this;
  }

  /** XEP-0388 2.1 with XEP-0480 2.1; the channel bindings stand beside it once ({@link #login}). */
  Features login2(SaslOffer offer, List<XmlElement> inline, List<XmlElement> upgrades) {
    features.child(Sasl2.feature(offer.mechanisms(), inline, upgrades));
    return this;
  }

  /** XEP-0077 8. */
  Features registration() {
    features.child(empty("register", "http://jabber.org/features/iq-register"));
    return this;
  }

  /** A resource is to be bound (RFC 6120 7.3.1). */
  Features bind() {
    features
        .child(XmlElement.named("bind", BIND).child(empty("required", BIND)).build())
        .child(XmlElement.named("session", SESSION).child(empty("optional", SESSION)).build());
    return this;
  }

  /** XEP-0198 3. */
  Features management() {
    features.child(StreamManagement.feature());
    return this;
  }

  /** What can be used once logged in, and what the server keeps of rosters. */
  Features session(List<XmlElement> more) {
    features
        .child(ClientState.feature())
        .child(Roster.versioningFeature())
        .child(Roster.preApprovalFeature())
        .children(more);
    return this;
  }

  /** XEP-0478. */
  Features limits(int stanzaBytesMax, int idleSeconds) {
    features.child(new StreamLimits(stanzaBytesMax, idleSeconds).toElement());
    return this;
  }

  XmlElement build() {
    return features.build();
  }

  private static XmlElement empty(String name, String namespace) {
    return XmlElement.named(name, namespace).build();
  }
}
