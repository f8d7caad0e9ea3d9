package im.balcony.edge.s2s;

import im.balcony.edge.settings.S2sSettings;
import java.util.Set;
import java.util.function.Predicate;

/** Which domains are ours, and which others may be talked to. */
final class PeerPolicy {
  private final Predicate<String> ours;
  private final Set<String> allow;
  private final Set<String> deny;

  PeerPolicy(Predicate<String> ours, S2sSettings settings) {
    this.ours = ours;
    this.allow = settings.allow();
    this.deny = settings.deny();
  }

  boolean serves(String domain) {
    return ours.test(domain);
  }

  /** A list names a domain and all that are below it. */
  boolean mayTalkTo(String domain) {
    return !serves(domain)
        && !isListed(deny, domain)
        && (allow.isEmpty() || isListed(allow, domain));
  }

  private static boolean isListed(Set<String> list, String domain) {
    for (var part = domain; ; part = part.substring(part.indexOf('.') + 1)) {
      if (list.contains(part)) {
        return true;
      }
      if (part.indexOf('.') < 0) {
        return false;
      }
    }
  }
}
