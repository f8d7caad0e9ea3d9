package im.balcony.actors.remote;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import im.balcony.actors.session.HeardRooms;
import im.balcony.actors.session.RoomHeard;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.jid.Jid;

/** One client of another server as rooms here reach it: where a client of ours has its session. */
final class RemoteOccupant {

  /** What a room tells the client. */
  record FromRoom(Jid fullJid, byte[] xml) implements UserCommand.Local {}

  private RemoteOccupant() {}

  static Behavior<SessionCommand> create(Jid fullJid, ActorRef<UserCommand> user) {
    return Behaviors.setup(
        context -> {
          var heard = new HeardRooms();
          return Behaviors.receive(SessionCommand.class)
              .onMessage(
                  SessionCommand.DeliverFromRoom.class,
                  told -> {
                    for (var delivery : heard.take(told, fullJid)) {
                      user.tell(new FromRoom(fullJid, delivery.xml()));
                    }
                    return Behaviors.same();
                  })
              .onMessage(
                  SessionCommand.TellHowFar.class,
                  question -> {
                    var upTo = heard.upTo(question.life());
                    question.room().tell(new RoomHeard(fullJid, context.getSelf(), upTo));
                    return Behaviors.same();
                  })
              .onMessage(
                  SessionCommand.Deliver.class,
                  deliver -> {
                    for (var delivery : deliver.deliveries()) {
                      user.tell(new FromRoom(fullJid, delivery.xml()));
                    }
                    return Behaviors.same();
                  })
              .onAnyMessage(other -> Behaviors.same())
              .build();
        });
  }
}
