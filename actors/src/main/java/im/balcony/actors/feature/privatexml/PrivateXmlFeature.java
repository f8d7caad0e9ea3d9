package im.balcony.actors.feature.privatexml;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.feature.bookmarks.BookmarksFeature;
import im.balcony.actors.feature.pubsub.NodeChange;
import im.balcony.actors.feature.pubsub.PubsubLimits;
import im.balcony.actors.user.account.AccountState;
import im.balcony.actors.user.account.PrivateName;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.privatexml.PrivateXml;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** XEP-0049: elements by name and namespace, for their owner only. */
public final class PrivateXmlFeature implements Feature {
  private final int elementsMax;
  private final int bytesMax;
  private final PubsubLimits pubsub;
  private final BookmarksFeature bookmarks;

  /**
   * @param elementsMax kept for an account
   * @param bytesMax of one of them
   * @param bookmarks has the rooms of one of them
   */
  public PrivateXmlFeature(
      int elementsMax, int bytesMax, PubsubLimits pubsub, BookmarksFeature bookmarks) {
    this.elementsMax = elementsMax;
    this.bytesMax = bytesMax;
    this.pubsub = pubsub;
    this.bookmarks = bookmarks;
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

  private IqAnswer get(IqRequest request) {
    var asked = PrivateXml.keyAsked(request.payload());
    if (asked.isEmpty()) {
      return IqAnswer.refused(StanzaError.notAcceptable());
    }
    var key = asked.get();
    return new IqAnswer.Stored(
        List.of(),
        state -> {
          var element = element(state, new PrivateName(key.name(), key.namespace()));
          return new IqAnswer.Result(
              PrivateXml.query(element.orElseGet(key::emptyElement)), List.of());
        });
  }

  private Optional<XmlElement> element(AccountState state, PrivateName name) {
    if (name.equals(BookmarksFeature.STORAGE)) {
      return Optional.of(bookmarks.storage(state));
    }
    return Optional.ofNullable(state.privateXml().get(name)).map(StoredXml::read);
  }

  private IqAnswer set(IqRequest request) {
    var elements = PrivateXml.stored(request.payload());
    if (elements.isEmpty()) {
      return IqAnswer.refused(StanzaError.notAcceptable());
    }
    var change = new NodeChange(request.state(), pubsub, request.now());
    for (XmlElement element : elements.get()) {
      var refusal = store(change, element);
      if (refusal.isPresent()) {
        return IqAnswer.refused(refusal.get());
      }
    }
    return change.answer(null);
  }

  private Optional<StanzaError> store(NodeChange change, XmlElement element) {
    var xml = element.toBytes();
    var name = new PrivateName(element.name(), element.namespace());
    var kept = change.state().privateXml();
    if (xml.length > bytesMax) {
      return Optional.of(StanzaError.notAcceptable().withText("the element is too large"));
    }
    if (!kept.containsKey(name) && kept.size() >= elementsMax) {
      return Optional.of(StanzaError.resourceConstraint());
    }
    if (name.equals(BookmarksFeature.STORAGE)) {
      return bookmarks.store(change, element);
    }
    change.add(new AccountEvent.PrivateXmlStored(name.name(), name.namespace(), xml));
    return Optional.empty();
  }
}
