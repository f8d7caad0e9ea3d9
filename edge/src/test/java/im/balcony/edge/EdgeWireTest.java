package im.balcony.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the start and the keys of nodes say to each other comes back as it was written. */
final class EdgeWireTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  "akka.actor.provider = cluster, akka.remote.artery.canonical.port = 0")
              .withFallback(ConfigFactory.parseResources("balcony-wire.conf"))
              .withFallback(ConfigFactory.load())
              .resolve());
  private static final Serialization WIRE = SerializationExtension.get(KIT.system());
  private static final ActorRef<Object> SOMEBODY = KIT.spawn(Behaviors.ignore());

  private final Random random = new Random(7);

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  /** Every record of this module that says it travels, found in the classes themselves. */
  static Stream<Class<?>> wireMessages() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("im.balcony.edge")
            .stream()
            .filter(type -> type.isAssignableTo(WireMessage.class) && type.isRecord())
            .map(JavaClass::reflect);
  }

  @ParameterizedTest
  @MethodSource("wireMessages")
  void everyMessageOfTheWireComesBackAsItWas(Class<?> type) throws ReflectiveOperationException {
    var message = sample(type);
    var bytes = WIRE.serialize(message).get();
    var serializer = WIRE.findSerializerFor(message);
    assertFalse(serializer.getClass().getName().contains("JavaSerializer"));
    var manifest = Serializers.manifestFor(serializer, message);
    assertEquals(message, WIRE.deserialize(bytes, serializer.identifier(), manifest).get());
  }

  private Object sample(Class<?> type) throws ReflectiveOperationException {
    var parts = type.getRecordComponents();
    var types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(Arrays.stream(types).map(this::value).toArray());
  }

  private Object value(Class<?> type) {
    if (type == int.class) {
      return random.nextInt();
    } else if (type == boolean.class) {
      return random.nextBoolean();
    } else if (type == String.class) {
      return "text\n" + random.nextInt();
    } else if (type == List.class) {
      return List.of("one", "two");
    } else if (type.isEnum()) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    } else if (type == ActorRef.class) {
      return SOMEBODY;
    }
    throw new IllegalArgumentException("a sample of " + type + " is to be written here");
  }
}
