package im.balcony.protocol.xep.mam;

import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.rsm.PageRequest;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question to an archive (XEP-0313 section 4).
 *
 * @param queryId comes back in every result
 * @param node reserved for archives of pubsub nodes
 * @param flipsPage whether the page is sent newest first; which messages it holds stays the same
 */
public record MamQuery(
    @Nullable String queryId,
    @Nullable String node,
    MamFilter filter,
    PageRequest page,
    boolean flipsPage) {
  /** How many messages one query may name by their ids. */
  public static final int IDS_MAX = 100;

  /** Longest archive id that is looked at. */
  public static final int ID_CHARS_MAX = PageRequest.ID_CHARS_MAX;

  /** Longest query id: it is sent back once a message. */
  public static final int QUERY_ID_CHARS_MAX = 256;

  static final String NAME = "query";
  private static final String FLIP_PAGE = "flip-page";

  /** A query, or why there is none. */
  public sealed interface Result {}

  public record Read(MamQuery query) implements Result {}

  public record Refused(StanzaError error) implements Result {}

  /** Reads the payload of an IQ of type set. */
  public static Result read(XmlElement payload) {
    if (!payload.is(NAME, Mam.NAMESPACE)) {
      return new Refused(StanzaError.badRequest());
    }
    var queryId = payload.attribute("queryid");
    var page = PageRequest.in(payload);
    if (page.isEmpty() || (queryId != null && queryId.length() > QUERY_ID_CHARS_MAX)) {
      return new Refused(StanzaError.badRequest().withText("the page or query id is not readable"));
    }
    var filter = MamFilter.ALL;
    if (payload.child("x", DataForm.NAMESPACE).isPresent()) {
      var form = DataForm.in(payload);
      if (form.isEmpty()) {
        return new Refused(StanzaError.badRequest().withText("the form is not readable"));
      }
      var reader = new MamFilterReader(form.get());
      Optional<StanzaError> refusal = reader.refusal();
      if (refusal.isPresent()) {
        return new Refused(refusal.get());
      }
      filter = reader.filter();
    }
    boolean flipsPage = payload.child(FLIP_PAGE, Mam.NAMESPACE).isPresent();
    return new Read(
        new MamQuery(queryId, payload.attribute("node"), filter, page.get(), flipsPage));
  }

  public XmlElement toElement() {
    var query =
        XmlElement.named(NAME, Mam.NAMESPACE).attribute("queryid", queryId).attribute("node", node);
    if (!filter.equals(MamFilter.ALL)) {
      query.child(filter.toForm().toElement());
    }
    if (!page.equals(PageRequest.FIRST)) {
      query.child(page.toElement());
    }
    if (flipsPage) {
      query.child(XmlElement.named(FLIP_PAGE, Mam.NAMESPACE).build());
    }
    return query.build();
  }
}
