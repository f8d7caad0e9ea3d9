package im.balcony.persistence.testkit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import im.balcony.protocol.jid.Jid;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A value of any record we put on disk, every component filled and none like another. */
public final class RecordSamples {
  private RecordSamples() {}

  public static Object of(Class<?> type) {
    var components = type.getRecordComponents();
    if (components == null) {
      return byCreator(type);
    }
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    var values = new Object[components.length];
    for (var i = 0; i < components.length; i++) {
      values[i] = value(components[i].getGenericType(), components[i].getName(), i + 1);
    }
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no sample of " + type, e);
    }
  }

  /** A value class that is built from one simpler value. */
  private static Object byCreator(Class<?> type) {
    for (var method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(JsonCreator.class)) {
        try {
          var parameter = method.getParameters()[0];
          var simpler = value(parameter.getParameterizedType(), parameter.getName(), 1);
          return method.invoke(null, simpler);
        } catch (ReflectiveOperationException e) {
          throw new IllegalArgumentException("no sample of " + type, e);
        }
      }
    }
    for (var constructor : type.getDeclaredConstructors()) {
      if (constructor.isAnnotationPresent(JsonCreator.class)) {
        return byConstructor(constructor);
      }
    }
    throw new IllegalArgumentException("not a record, and no creator: " + type);
  }

  private static Object byConstructor(Constructor<?> constructor) {
    var parameters = constructor.getParameters();
    var values = new Object[parameters.length];
    for (var i = 0; i < parameters.length; i++) {
      var name = parameters[i].getAnnotation(JsonProperty.class).value();
      values[i] = value(parameters[i].getParameterizedType(), name, i + 1);
    }
    try {
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no sample by " + constructor, e);
    }
  }

  private static Object value(Type type, String name, int place) {
    if (type instanceof ParameterizedType generic) {
      return collection(generic, name, place);
    }
    if (type == long.class || type == Long.class) {
      return 1_700_000_000_000_000L + place;
    }
    if (type == int.class || type == Integer.class) {
      return 1_000 + place;
    }
    if (type == boolean.class || type == Boolean.class) {
      return true;
    }
    if (type == String.class) {
      return name + "-" + place;
    }
    if (type == byte[].class) {
      return ("<" + name + "/>").getBytes(StandardCharsets.UTF_8);
    }
    if (type == long[].class) {
      return new long[] {place, 2_000_000L + place};
    }
    if (type == Instant.class) {
      return Instant.ofEpochSecond(1_700_000_000L + place, 123_456_000);
    }
    if (type == Jid.class) {
      return Jid.parse("romeo@montague.example/orchard");
    }
    if (type instanceof Class<?> other && other.isEnum()) {
      return other.getEnumConstants()[0];
    }
    return of((Class<?>) type);
  }

  private static Object collection(ParameterizedType generic, String name, int place) {
    var arguments = generic.getActualTypeArguments();
    var first = value(arguments[0], name, place);
    if (generic.getRawType() == Set.class) {
      return Set.of(first);
    }
    if (generic.getRawType() == Map.class) {
      return Map.of(first, value(arguments[1], name, place));
    }
    return List.of(first);
  }
}
