package im.balcony.actors.feature.privatexml;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.feature.StoredXml;
import im.balcony.actors.user.account.PrivateName;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.privatexml.PrivateXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;

/** XEP-0049: elements by name and namespace, for their owner only. */
public final class PrivateXmlFeature implements Feature {
  private final int elementsMax;
  private final int bytesMax;

  /**
   * @param elementsMax kept for an account
   * @param bytesMax of one of them
   */
  public PrivateXmlFeature(int elementsMax, int bytesMax) {
    this.elementsMax = elementsMax;
    this.bytesMax = bytesMax;
  }

  @Override
  public List<String> serverFeatures() {
    return List.of(PrivateXml.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.own(IqService.Types.GET_AND_SET, "query", PrivateXml.NAMESPACE, this::answer));
  }

  private IqAnswer answer(IqRequest request) {
    return request.isSet() ? set(request) : get(request);
  }

  private static IqAnswer get(IqRequest request) {
    var asked = PrivateXml.keyAsked(request.payload());
    if (asked.isEmpty()) {
      return IqAnswer.refused(StanzaError.notAcceptable());
    }
    var key = asked.get();
    return new IqAnswer.Stored(
        List.of(),
        state -> {
          var xml = state.privateXml().get(new PrivateName(key.name(), key.namespace()));
          var element = xml == null ? key.emptyElement() : StoredXml.read(xml);
          return new IqAnswer.Result(PrivateXml.query(element), List.of());
        });
  }

  private IqAnswer set(IqRequest request) {
    var elements = PrivateXml.stored(request.payload());
    if (elements.isEmpty()) {
      return IqAnswer.refused(StanzaError.notAcceptable());
    }
    var events = new ArrayList<AccountEvent>();
    var added = 0;
    for (XmlElement element : elements.get()) {
      var xml = element.toBytes();
      if (xml.length > bytesMax) {
        return IqAnswer.refused(StanzaError.notAcceptable().withText("the element is too large"));
      }
      var name = new PrivateName(element.name(), element.namespace());
      added += request.state().privateXml().containsKey(name) ? 0 : 1;
      events.add(new AccountEvent.PrivateXmlStored(name.name(), name.namespace(), xml));
    }
    return request.state().privateXml().size() + added > elementsMax
        ? IqAnswer.refused(StanzaError.resourceConstraint())
        : IqAnswer.stored(events);
  }
}
