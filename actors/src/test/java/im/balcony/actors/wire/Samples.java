package im.balcony.actors.wire;

import akka.actor.typed.ActorRef;
import im.balcony.actors.call.CallId;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.XmlElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes an instance of any record of the wire, and compares two by their components. */
final class Samples {
  private final Random random;
  private final ActorRef<Object> someActor;

  Samples(Random random, ActorRef<Object> someActor) {
    this.random = random;
    this.someActor = someActor;
  }

  Object of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? List.of(
              of(generic.getActualTypeArguments()[0]), of(generic.getActualTypeArguments()[0]))
          : someActor;
    }
    return ofClass((Class<?>) type);
  }

  private Object ofClass(Class<?> type) {
    if (type == long.class || type == Long.class) {
      return random.nextLong() >>> (1 + random.nextInt(60));
    } else if (type == int.class) {
      return random.nextInt(1 << 20);
    } else if (type == boolean.class || type == Boolean.class) {
      return random.nextBoolean();
    } else if (type == String.class) {
      return "text-\u00e9-" + random.nextInt();
    } else if (type == byte[].class) {
      var bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      return bytes;
    } else if (type == Jid.class) {
      return Jid.parse("user" + random.nextInt(100) + "@localhost/phone \u00e9");
    } else if (type == ConversationId.class) {
      return ConversationId.of(Jid.parse("a@localhost"), Jid.parse("b@localhost"));
    } else if (type == CallId.class) {
      return new CallId(
          ConversationId.of(Jid.parse("a@localhost"), Jid.parse("b@localhost")), "call 1");
    } else if (type == Instant.class) {
      return Instant.EPOCH.plus(random.nextLong() >>> 14, ChronoUnit.MICROS);
    } else if (type == XmlElement.class) {
      return XmlElement.named("application", "urn:example").text("a < b").build();
    } else if (type == Presence.class) {
      return stanza("presence");
    } else if (Stanza.class.isAssignableFrom(type)) {
      return stanza("message");
    } else if (type.isEnum()) {
      var values = type.getEnumConstants();
      return values[random.nextInt(values.length)];
    } else if (type.isRecord()) {
      return ofRecord(type);
    }
    throw new IllegalArgumentException("no sample of " + type);
  }

  private Object ofRecord(Class<?> type) {
    var components = type.getRecordComponents();
    try {
      var constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(
          Arrays.stream(components).map(component -> of(component.getGenericType())).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sample of " + type, e);
    }
  }

  private static Stanza stanza(String name) {
    var element =
        XmlElement.named(name, "jabber:client")
            .attribute("to", "b@localhost")
            .child(XmlElement.named("body", "jabber:client").text("Hi & <bye>").build())
            .build();
    return ((StanzaReader.Read) StanzaReader.read(element)).stanza();
  }

  static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof byte[] bytes && other instanceof byte[] others) {
      return Arrays.equals(bytes, others);
    } else if (one instanceof List<?> list && other instanceof List<?> others) {
      var same = list.size() == others.size();
      for (var at = 0; same && at < list.size(); at++) {
        same = same(list.get(at), others.get(at));
      }
      return same;
    } else if (one instanceof Record && other != null && one.getClass() == other.getClass()) {
      return Arrays.stream(one.getClass().getRecordComponents())
          .allMatch(component -> same(value(component, one), value(component, other)));
    }
    return Objects.equals(one, other);
  }

  private static @Nullable Object value(RecordComponent component, Object of) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(of);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
