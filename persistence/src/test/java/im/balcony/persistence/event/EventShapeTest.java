package im.balcony.persistence.event;

import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.persistence.event.call.CallEvent;
import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.event.directory.DirectoryEvent;
import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.persistence.event.room.OccupancyEvent;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.persistence.testkit.GoldenFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is on disk stays readable for ever. */
final class EventShapeTest {
  private static final List<Class<?>> FAMILIES =
      List.of(
          ConversationEvent.class,
          CallEvent.class,
          IndexEvent.class,
          AccountEvent.class,
          RoomEvent.class,
          OccupancyEvent.class,
          DirectoryEvent.class);

  @Test
  void everyEventHasAStableName() {
    for (var family : FAMILIES) {
      for (var event : eventsOf(family).toList()) {
        var neverWritten = event.getSimpleName().equals("Erased");
        assertTrue(
            neverWritten || EventManifests.all().namesInUse().containsKey(event),
            event + " has no line in EventManifests");
      }
    }
  }

  private static Stream<Class<?>> eventsOf(Class<?> family) {
    return family.isSealed()
        ? Stream.of(family.getPermittedSubclasses()).flatMap(EventShapeTest::eventsOf)
        : Stream.of(family);
  }

  @TestFactory
  Stream<DynamicTest> everyNameHasAGoldenFileThatIsStillRead() {
    return new GoldenFiles(EventManifests.all(), Path.of("src/test/resources/golden")).tests();
  }
}
