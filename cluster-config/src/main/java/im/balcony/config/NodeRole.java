package im.balcony.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What one process of the cluster does. */
public enum NodeRole {
  BOTH,
  ACTOR,
  EDGE;

  /** The overlay on the class path that makes a node this role. */
  String overlay() {
    return "role-" + word() + ".conf";
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean hasEntities() {
    return this != EDGE;
  }

  public boolean hasListeners() {
    return this != ACTOR;
  }

  public static NodeRole of(String word) throws ConfigProblem {
    for (var role : values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw new ConfigProblem("role \"" + word + "\" is unknown; use one of " + words());
  }

  private static String words() {
    return Arrays.stream(values()).map(NodeRole::word).collect(Collectors.joining(", "));
  }
}
