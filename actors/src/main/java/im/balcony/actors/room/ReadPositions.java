package im.balcony.actors.room;

import akka.actor.typed.javadsl.ActorContext;
import im.balcony.persistence.archive.RoomArchive;
import java.util.List;

/** Tells followers which content an id of the archive is: their inbox counts by these numbers. */
final class ReadPositions {
  private final ActorContext<RoomCommand> context;
  private final Hall hall;
  private final String log;
  private int underWay;

  ReadPositions(ActorContext<RoomCommand> context, Hall hall, String log) {
    this.context = context;
    this.hall = hall;
    this.log = log;
  }

  /** What cannot be found, or is too much, is not answered: the next marker says it again. */
  void asked(RoomCommand.FindContent question) {
    var account = question.account().bare();
    var readers = new Readers(hall);
    if (hall.room().followers().get(account.toString()) == null
        || !readers.mayRead(account)
        || underWay >= hall.settings().archiveQueriesMax()) {
      return;
    }
    underWay++;
    var ids = List.of(question.id());
    var visible = readers.visibleTo(account);
    context.pipeToSelf(
        hall.ports().archive().byIds(log, hall.room().version(), ids, visible),
        (answer, failure) ->
            new ArchiveQuestions.Answered(
                () -> {
                  underWay--;
                  if (answer instanceof RoomArchive.Page page) {
                    page.items().stream()
                        .filter(said -> said.number() > 0)
                        .forEach(
                            said ->
                                hall.ports()
                                    .occupants()
                                    .found(account, hall.address(), log, said.number(), said.id()));
                  }
                }));
  }
}
