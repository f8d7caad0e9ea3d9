package im.balcony.actors.user.caps;

import im.balcony.protocol.xep.disco.DiscoInfo;
import im.balcony.protocol.xep.mix.Mix;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which nodes a client wants to hear of: its features that end in "+notify" (XEP-0060 9.2). */
public final class NodeInterest {
  /** More nodes than this are not looked at. */
  public static final int NODES_MAX = 64;

  private static final String NOTIFY = "+notify";

  private NodeInterest() {}

  /** Stands for what channels tell (XEP-0369 section 6.7); no notice is ever sent for it. */
  public static final String CHANNELS = Mix.NAMESPACE;

  public static Set<String> of(DiscoInfo info) {
    var nodes = notified(info);
    return info.features().contains(CHANNELS)
        ? Stream.concat(nodes, Stream.of(CHANNELS)).collect(Collectors.toUnmodifiableSet())
        : nodes.collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> notified(DiscoInfo info) {
    return info.features().stream()
        .filter(feature -> feature.endsWith(NOTIFY))
        .map(feature -> feature.substring(0, feature.length() - NOTIFY.length()))
        .filter(node -> !node.equals(CHANNELS))
        .limit(NODES_MAX);
  }
}
