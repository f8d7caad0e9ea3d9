package im.balcony.actors.conversation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.world.SmallWorld;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WritePathTest {
  private final SmallWorld world = new SmallWorld(1, Clock.systemUTC());

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aMessageIsInBothArchivesWhenItIsSettled() {
    var romeo = world.account("romeo@localhost");
    var juliet = world.account("juliet@localhost");
    world.say(romeo, juliet.jid.bare(), "m1", true);
    await().until(romeo::isSettled);
    assertEquals(1, world.index(romeo).size());
    assertEquals(1, world.index(juliet).size());
    assertEquals("m1", juliet.received().get(0).messageId());
    assertEquals(world.index(juliet).get(0).archiveId(), juliet.received().get(0).archiveId());
    assertEquals("m1", romeo.received().get(0).messageId());
  }
}
