package im.balcony.actors.world;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import im.balcony.actors.session.Delivery;
import im.balcony.actors.session.HeardRooms;
import im.balcony.actors.session.RoomHeard;
import im.balcony.actors.session.SessionCommand;
import im.balcony.protocol.jid.Jid;
import java.util.ArrayList;

/** What a session does with rooms by itself; everything else is the test's. */
final class SessionStub {
  private SessionStub() {}

  static Behavior<SessionCommand> create(Jid jid, ActorRef<SessionCommand> test) {
    var rooms = new HeardRooms();
    return Behaviors.setup(
        context ->
            Behaviors.receive(SessionCommand.class)
                .onMessage(
                    SessionCommand.DeliverFromRoom.class,
                    told -> {
                      var fresh = new ArrayList<Delivery>();
                      rooms.take(told, jid).forEach(fresh::add);
                      test.tell(new SessionCommand.Deliver(fresh));
                      return Behaviors.same();
                    })
                .onMessage(
                    SessionCommand.TellHowFar.class,
                    question -> {
                      var upTo = rooms.upTo(question.life());
                      question.room().tell(new RoomHeard(jid, context.getSelf(), upTo));
                      return Behaviors.same();
                    })
                .onAnyMessage(
                    command -> {
                      test.tell(command);
                      return Behaviors.same();
                    })
                .build());
  }
}
