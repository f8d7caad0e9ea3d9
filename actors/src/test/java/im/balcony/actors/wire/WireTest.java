package im.balcony.actors.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializers;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.typesafe.config.ConfigFactory;
import im.balcony.actors.WireMessage;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.session.RoomPost;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.jid.Jid;
import java.io.NotSerializableException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {
  private static final List<Class<?>> HOT =
      List.of(
          ConversationCommand.Send.class,
          ConversationCommand.Indexed.class,
          UserCommand.DeliverEntries.class,
          UserCommand.Submit.class,
          SessionCommand.Deliver.class,
          RoomPost.Share.class,
          SessionCommand.Confirmed.class);
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  "akka.actor.provider = cluster, akka.remote.artery.canonical.port = 0")
              .withFallback(ConfigFactory.parseResources("balcony-wire.conf"))
              .withFallback(ConfigFactory.load())
              .resolve());
  private static final Serialization WIRE = SerializationExtension.get(KIT.system());
  private static final ActorRef<Object> SOMEBODY = KIT.spawn(Behaviors.ignore());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  /** Every record that says it travels, found in the classes themselves. */
  static Stream<Class<?>> wireMessages() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("im.balcony.actors")
            .stream()
            .filter(type -> type.isAssignableTo(WireMessage.class) && type.isRecord())
            .map(JavaClass::reflect);
  }

  @ParameterizedTest
  @MethodSource("wireMessages")
  void everyMessageOfTheWireComesBackAsItWas(Class<?> type) {
    var samples = new Samples(new Random(type.getName().hashCode()), SOMEBODY);
    for (var n = 0; n < 20; n++) {
      var message = samples.of(type);
      var bytes = WIRE.serialize(message).get();
      var serializer = WIRE.findSerializerFor(message);
      var manifest = Serializers.manifestFor(serializer, message);
      assertFalse(serializer.getClass().getName().contains("JavaSerializer"));
      var back = WIRE.deserialize(bytes, serializer.identifier(), manifest).get();
      assertTrue(Samples.same(message, back), () -> message + " became " + back);
    }
  }

  @Test
  void theMessagesOfTheMessagePathAreWrittenByHand() throws NotSerializableException {
    for (var type : HOT) {
      assertInstanceOf(HotMessages.class, WIRE.serializerFor(type));
    }
  }

  @Test
  void brokenBytesEndInAnExceptionAndNothingElse() {
    var random = new Random(7);
    var samples = new Samples(random, SOMEBODY);
    var hot = new HotMessages();
    for (var n = 0; n < 20_000; n++) {
      var message = samples.of(HOT.get(n % HOT.size()));
      var bytes = hot.toBinary(message);
      for (var flips = random.nextInt(3); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        hot.fromBinary(bytes, hot.manifest(message));
      } catch (IllegalArgumentException expected) {
        assertFalse(String.valueOf(expected.getMessage()).isEmpty());
      }
    }
  }

  @Test
  void classesThatAreNotBoundAreNotRead() throws NotSerializableException {
    var cbor = WIRE.serializerFor(ConversationCommand.Admission.class);
    var nothing = WIRE.deserialize(new byte[] {(byte) 0xa0}, cbor.identifier(), "java.io.File");
    assertTrue(nothing.isFailure());
    assertThrows(Exception.class, () -> WIRE.serialize(new Thread()).get());
  }

  /** A node of the release before writes no places. */
  @Test
  void whatIsSentByTheReleaseBeforeIsRead() {
    var out = new WireWriter().jid(Jid.parse("a@localhost")).text("life").number(17).number(1);
    out.text("s").number(3).text("o:1").jid(Jid.parse("a@localhost/x"));
    out.jid(Jid.parse("b@localhost")).text("chat").flag(true).flag(true);
    out.text("CONTENT").text("urn:xabber:chat").textOrNull(null).textOrNull("m1");
    out.bytes(new byte[] {1});
    var read = (ConversationCommand.Send) new HotMessages().fromBinary(out.toBytes(), "send.1");
    assertEquals("m1", read.items().get(0).messageId());
    assertNull(read.items().get(0).about());
    assertEquals(1, read.items().get(0).xml().length);
  }

  @Test
  void identifiersAreStable() throws NotSerializableException {
    assertEquals(71_002, new HotMessages().identifier());
    assertEquals(
        HotMessages.IDENTIFIER, WIRE.serializerFor(ConversationCommand.Send.class).identifier());
  }
}
