package im.balcony.actors.room;

import static im.balcony.actors.room.Nave.MUC;
import static im.balcony.actors.room.Nave.NAVE;
import static im.balcony.actors.room.Nave.enter;

import im.balcony.actors.fence.Fence;
import im.balcony.actors.world.ClosedFence;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A room that loses its node comes back by itself, and with who is really in it. */
class RoomLossTest {

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final TestClient juliet = world.online("juliet@localhost/balcony");

  @BeforeEach
  void open() {
    enter(romeo, "Romeo");
    Nave.open(romeo);
    enter(juliet, "Juliet");
    romeo.receives("<presence from='%s/Juliet'/>".formatted(NAVE));
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** Edge, User and room are lost together, and nobody sends anything. */
  @Test
  void aRoomWithOccupantsStartsAgainByItself() {
    world.endUser("juliet@localhost"); // before it can say that the session has ended
    juliet.vanishes();
    world.killRoom(NAVE);
    romeo.receives(
        "<presence from='%s/Juliet' type='unavailable'><x xmlns='%s#user'><status code='333'/></x></presence>"
            .formatted(NAVE, MUC));
  }

  /** Also when the User that reminds it was started anew meanwhile. */
  @Test
  void aUserThatWasStartedAnewRemindsItsRooms() {
    romeo.settles();
    world.killUser("romeo@localhost");
    romeo.findsItsUser();
    world.endUser("juliet@localhost");
    juliet.vanishes();
    world.killRoom(NAVE);
    romeo.receives("<presence from='%s/Juliet' type='unavailable'/>".formatted(NAVE));
  }

  /** That it left is durable, and its sender says nothing more. */
  @Test
  void whoLeavesWhileTheRoomsNodeIsLostDoesNotStayVisible() {
    var closed = new ClosedFence();
    world.useFence(closed);
    juliet.sends("<presence to='%s/Juliet' type='unavailable'/>".formatted(NAVE));
    Awaitility.await().until(closed::isAsked);
    world.killRoom(NAVE);
    world.useFence(Fence.alone());
    romeo.receives(
        "<presence from='%s/Juliet' type='unavailable'><x xmlns='%s#user'><item role='none'/></x></presence>"
            .formatted(NAVE, MUC));
    enter(juliet, "Juliet");
    romeo.receives(
        "<presence from='%s/Juliet'><x xmlns='%s#user'><item role='participant'/></x></presence>"
            .formatted(NAVE, MUC));
  }

  @Test
  void whoCameBackIsNotSaidToBeGone() {
    juliet.sends("<presence to='%s/Juliet' type='unavailable'/>".formatted(NAVE));
    romeo.receives("<presence from='%s/Juliet' type='unavailable'/>".formatted(NAVE));
    enter(juliet, "Juliet");
    romeo.quiet();
    world.killRoom(NAVE);
    juliet.sends(
        "<message to='%s' type='groupchat' id='m'><body>m</body></message>".formatted(NAVE));
    romeo.receives("<message from='%s/Juliet' id='m'/>".formatted(NAVE));
    romeo.receivesNo("<presence from='%s/Juliet' type='unavailable'/>".formatted(NAVE));
  }
}
