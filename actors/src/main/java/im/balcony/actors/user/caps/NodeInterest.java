package im.balcony.actors.user.caps;

import im.balcony.protocol.xep.disco.DiscoInfo;
import java.util.Set;
import java.util.stream.Collectors;

/** Which nodes a client wants to hear of: its features that end in "+notify" (XEP-0060 9.2). */
public final class NodeInterest {
  /** More nodes than this are not looked at. */
  public static final int NODES_MAX = 64;

  private static final String NOTIFY = "+notify";

  private NodeInterest() {}

  public static Set<String> of(DiscoInfo info) {
    return info.features().stream()
        .filter(feature -> feature.endsWith(NOTIFY))
        .map(feature -> feature.substring(0, feature.length() - NOTIFY.length()))
        .limit(NODES_MAX)
        .collect(Collectors.toUnmodifiableSet());
  }
}
