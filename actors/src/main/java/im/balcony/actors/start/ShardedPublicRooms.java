package im.balcony.actors.start;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import im.balcony.actors.feature.muc.PublicRooms;
import im.balcony.actors.room.DirectoryCommand;
import im.balcony.actors.room.DirectoryCommand.DirectoryPage;
import im.balcony.actors.room.DirectoryCommand.Query;
import im.balcony.actors.room.DirectoryCommand.Search;
import im.balcony.actors.room.DirectoryCommand.SearchAnswer;
import im.balcony.actors.room.RoomDirectory;
import im.balcony.protocol.xep.disco.DiscoItems;
import im.balcony.protocol.xep.rsm.PageRequest;
import java.util.concurrent.CompletionStage;

/** The lists of rooms, each asked of its entity; asking again is safe. */
record ShardedPublicRooms(ClusterSharding sharding, RepeatedQuestion question)
    implements PublicRooms {
  @Override
  public CompletionStage<Page> page(String service, PageRequest request, int itemsMax) {
    return question
        .<DirectoryPage>ask(
            () ->
                sharding
                    .entityRefFor(RoomDirectory.TYPE_KEY, service)
                    .ask(
                        replyTo ->
                            new DirectoryCommand.Read(
                                request.after(), request.before(), itemsMax, replyTo),
                        question.every()),
            page -> true)
        .thenApply(
            page ->
                new Page(
                    page.rooms().stream()
                        .map(
                            room ->
                                new DiscoItems.Item(
                                    room.room(),
                                    null,
                                    room.title().isEmpty() ? null : room.title()))
                        .toList(),
                    page.firstIndex(),
                    page.count()));
  }

  @Override
  public CompletionStage<SearchAnswer> search(String service, Query query) {
    return question.<SearchAnswer>ask(
        () ->
            sharding
                .entityRefFor(RoomDirectory.TYPE_KEY, service)
                .<SearchAnswer>ask(replyTo -> new Search(query, replyTo), question.every()),
        answer -> true);
  }
}
