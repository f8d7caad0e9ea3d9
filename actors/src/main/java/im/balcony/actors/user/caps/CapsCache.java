package im.balcony.actors.user.caps;

import im.balcony.protocol.xep.caps.Caps;
import im.balcony.protocol.xep.caps.CapsVerification;
import im.balcony.protocol.xep.disco.DiscoInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands behind the hashes of capabilities, for all Users of a node. Only what its hash proves
 * is kept, so that nobody can say what others want (XEP-0115 section 9.2); the hashes unused for
 * longest make room. Any thread may call it.
 */
public final class CapsCache {
  private final Map<String, Set<String>> nodesByHash;

  /**
   * @param hashesMax how many hashes are kept
   */
  public CapsCache(int hashesMax) {
    nodesByHash =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > hashesMax;
          }
        };
  }

  /** Which nodes a client with these capabilities wants; empty when it is to be asked. */
  public synchronized Optional<Set<String>> interest(Caps caps) {
    return Caps.SHA_1.equals(caps.hash())
        ? Optional.ofNullable(nodesByHash.get(caps.verification()))
        : Optional.empty();
  }

  /** Keeps the answer when it proves the claim; gives what the client wants in any case. */
  public Set<String> learn(Caps claim, DiscoInfo answer) {
    var nodes = NodeInterest.of(answer);
    if (CapsVerification.proves(answer, claim)) {
      synchronized (this) {
        nodesByHash.put(claim.verification(), nodes);
      }
    }
    return nodes;
  }
}
