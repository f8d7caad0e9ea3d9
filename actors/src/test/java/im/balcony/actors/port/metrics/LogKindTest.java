package im.balcony.actors.port.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.port.metrics.NodeMetrics.LogKind;
import im.balcony.actors.user.account.AccountLog;
import im.balcony.actors.user.index.IndexLog;
import org.junit.jupiter.api.Test;

/** Logs are told apart by names that are on disk. */
class LogKindTest {
  @Test
  void eachKindIsKnownByItsPersistenceId() {
    assertEquals(LogKind.ACCOUNT, LogKind.of(AccountLog.persistenceIdOf("index-like")));
    assertEquals(LogKind.INDEX, LogKind.of(IndexLog.persistenceIdOf("x")));
    assertEquals(LogKind.CONVERSATION, LogKind.of(ConversationId.logOf("x", "y")));
    assertEquals(LogKind.ROOM, LogKind.of("room-x"));
    assertEquals(LogKind.OCCUPANCY, LogKind.of("occupancy-x"));
    assertEquals(LogKind.ROOM_DIRECTORY, LogKind.of("directory-rooms.a.example"));
    assertEquals(LogKind.CALL, LogKind.of("call-x"));
  }

  @Test
  void whatIsNewIsCountedAsOther() {
    assertEquals(LogKind.OTHER, LogKind.of("gateway-x"));
    assertEquals(LogKind.OTHER, LogKind.of(""));
  }
}
