package im.balcony.edge.s2s;

import com.typesafe.config.Config;
import im.balcony.protocol.jid.Jid;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** The domains of this deployment, those of its services among them, in their normal form. */
public final class OwnDomains implements Predicate<String> {
  private final Set<String> all = new HashSet<>();

  private OwnDomains() {}

  /** Reads a whole node's configuration. */
  public static OwnDomains from(Config root) {
    var own = new OwnDomains();
    for (var domain : root.getStringList("balcony.domains")) {
      own.all.add(Jid.of(null, domain, null).domain());
      for (var label : Set.of("balcony.rooms.label", "balcony.push.gateway.label")) {
        own.all.add(Jid.of(null, root.getString(label) + "." + domain, null).domain());
      }
    }
    return own;
  }

  @Override
  public boolean test(String domain) {
    return all.contains(domain);
  }
}
