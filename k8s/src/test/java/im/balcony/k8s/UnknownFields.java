package im.balcony.k8s;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields that an object has and its kind does not: what a server would drop without a word. */
final class UnknownFields {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<String> found = new ArrayList<>();

  private UnknownFields() {}

  static List<String> of(Object root, String name) {
    var fields = new UnknownFields();
    fields.walk(root, name);
    return fields.found;
  }

  private void walk(@Nullable Object value, String path) {
    if (value instanceof Collection<?> many) {
      var number = 0;
      for (var one : many) {
        walk(one, path + "[" + number++ + "]");
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, one) -> walk(one, path + "." + key));
    } else if (value != null
        && value.getClass().getName().startsWith("io.fabric8.")
        && !(value instanceof Quantity)
        && !(value instanceof IntOrString)
        && seen.add(value)) {
      properties(value, path);
    }
  }

  private void properties(Object value, String path) {
    for (var method : value.getClass().getMethods()) {
      var name = method.getName();
      if (name.startsWith("get") && method.getParameterCount() == 0 && !name.equals("getClass")) {
        try {
          var property = method.invoke(value);
          if (name.equals("getAdditionalProperties") && property instanceof Map<?, ?> more) {
            more.keySet().forEach(key -> found.add(path + "." + key));
          } else {
            walk(property, path + "." + name.substring(3));
          }
        } catch (IllegalAccessException | InvocationTargetException e) {
          throw new IllegalStateException(path + ": " + name, e);
        }
      }
    }
  }
}
