package im.balcony.actors.feature.muc;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.room.DirectoryCommand;
import im.balcony.actors.room.DirectoryCommand.SearchAnswer;
import im.balcony.actors.room.DirectoryCommand.SearchPage;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.channelsearch.ChannelSearch;
import im.balcony.protocol.xep.channelsearch.SearchPlace;
import im.balcony.protocol.xep.channelsearch.SearchTerms;
import im.balcony.protocol.xep.rsm.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** XEP-0433: the service of rooms finds those that their owners made public. */
public final class ChannelSearchFeature implements Feature {
  /** When a busy service is to be asked again (section 4.2.2.4). */
  private static final int RETRY_AFTER_SECONDS = 5;

  private final PublicRooms rooms;
  private final int pageMax;

  /**
   * @param pageMax rooms in one answer
   */
  public ChannelSearchFeature(PublicRooms rooms, int pageMax) {
    this.rooms = rooms;
    this.pageMax = pageMax;
  }

  @Override
  public List<IqService> services() {
    return List.of(IqService.rooms("search", ChannelSearch.NAMESPACE, this::asked));
  }

  private IqAnswer asked(IqRequest request) {
    var to = request.iq().to();
    var asked = ChannelSearch.read(request.payload());
    if (asked instanceof ChannelSearch.Refused refused) {
      return IqAnswer.refused(refused.error());
    } else if (asked instanceof ChannelSearch.Search search && to != null) {
      return search(to.domain(), search.terms(), search.page());
    }
    return IqAnswer.result(ChannelSearch.form());
  }

  /** An id that none of our pages had is not found (XEP-0059 section 2.1). */
  private IqAnswer search(String service, SearchTerms terms, PageRequest page) {
    if (isUnknown(page.after()) || isUnknown(page.before())) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    return new IqAnswer.Later(
        () ->
            rooms
                .search(
                    service,
                    new DirectoryCommand.Query(
                        terms,
                        place(page.after()),
                        place(page.before()),
                        page.isBackwards(),
                        page.itemsUpTo(pageMax)))
                .thenApply(answer -> IqAnswer.Reply.of(answer(terms, answer))));
  }

  private static boolean isUnknown(@Nullable String id) {
    return id != null && !id.isEmpty() && SearchPlace.read(id).isEmpty();
  }

  /** Null for the end of the list. */
  private static @Nullable SearchPlace place(@Nullable String id) {
    return id == null ? null : SearchPlace.read(id).orElse(null);
  }

  private static IqAnswer answer(SearchTerms terms, SearchAnswer answer) {
    return answer instanceof SearchPage page
        ? IqAnswer.result(ChannelSearch.result(terms, page.rooms(), page.count()))
        : IqAnswer.refused(ChannelSearch.busy(RETRY_AFTER_SECONDS));
  }
}
