package im.balcony.actors.feature.muc;

import im.balcony.actors.room.DirectoryCommand.Query;
import im.balcony.actors.room.DirectoryCommand.SearchAnswer;
import im.balcony.protocol.xep.disco.DiscoItems;
import im.balcony.protocol.xep.rsm.PageRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The rooms that a service lists for everybody (XEP-0045 section 6.3). */
public interface PublicRooms {
  /**
   * A page of them, in the order of their addresses.
   *
   * @param firstIndex place of the first of them in the whole list
   * @param count of the whole list
   */
  record Page(List<DiscoItems.Item> rooms, int firstIndex, int count) {}

  /**
   * The stage fails when the list is not answered in time.
   *
   * @param service its domain
   * @param itemsMax of the page
   */
  CompletionStage<Page> page(String service, PageRequest request, int itemsMax);

  /**
   * Those that somebody looks for (XEP-0433). The stage fails when the list is not answered in
   * time.
   *
   * @param service its domain
   */
  CompletionStage<SearchAnswer> search(String service, Query query);
}
