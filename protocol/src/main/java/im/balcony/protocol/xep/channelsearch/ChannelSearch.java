package im.balcony.protocol.xep.channelsearch;

import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.rsm.PageRequest;
import im.balcony.protocol.xep.rsm.PageResult;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;

/** What somebody who looks for rooms wants of the service (section 4.2). */
@Xep(number = 433, name = "Extended Channel Search", version = "0.1.0")
public sealed interface ChannelSearch {
  /** Of the requests and their results; the feature as well (section 4.1). */
  String NAMESPACE = "urn:xmpp:channel-search:0:search";

  /** The form to fill in (section 4.2.1). */
  record GetForm() implements ChannelSearch {}

  /** A page of what fits (section 4.2.2). */
  record Search(SearchTerms terms, PageRequest page) implements ChannelSearch {}

  /** It cannot be answered, as sections 4.2.2.2 to 4.2.2.8 say. */
  record Refused(StanzaError error) implements ChannelSearch {}

  /** Whether the payload belongs here. */
  static boolean isIn(XmlElement payload) {
    return payload.is("search", NAMESPACE);
  }

  /** Reads a payload that belongs here. */
  static ChannelSearch read(XmlElement payload) {
    if (payload.elements().isEmpty()) {
      return new GetForm();
    }
    var page = PageRequest.in(payload);
    if (page.isEmpty()) {
      return new Refused(StanzaError.badRequest());
    } else if (page.get().index() != null) {
      return new Refused(StanzaError.featureNotImplemented());
    }
    return SearchForm.read(payload, page.get());
  }

  /** The form as the answer to {@link GetForm}. */
  static XmlElement form() {
    return XmlElement.named("search", NAMESPACE).child(SearchForm.empty().toElement()).build();
  }

  /** What a busy service says (section 4.2.2.4). */
  static StanzaError busy(int retryAfterSeconds) {
    return StanzaError.resourceConstraint()
        .withApplication(
            SearchForm.condition("rate-limit")
                .attribute("retry-after", Integer.toString(retryAfterSeconds))
                .build());
  }

  /**
   * The answer to {@link Search}; nothing found is an empty result (section 5).
   *
   * @param count of all that fits
   */
  static XmlElement result(SearchTerms terms, List<FoundChannel> page, int count) {
    var result = XmlElement.named("result", NAMESPACE);
    page.forEach(channel -> result.child(channel.toElement(terms.serviceType())));
    var ids = page.stream().map(channel -> channel.place().toId()).toList();
    var set =
        ids.isEmpty()
            ? PageResult.empty(count)
            : new PageResult(ids.get(0), ids.get(ids.size() - 1), null, count);
    return result.child(set.toElement()).build();
  }
}
