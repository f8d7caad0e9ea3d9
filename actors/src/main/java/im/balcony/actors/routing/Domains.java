package im.balcony.actors.routing;

import im.balcony.protocol.jid.Jid;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The domains whose accounts live in this cluster. */
public final class Domains {
  private final Set<String> local;

  public Domains(Collection<String> domains) {
    var prepared = new TreeSet<String>();
    for (var domain : domains) {
      prepared.add(Jid.of(null, domain, null).domain());
    }
    local = Set.copyOf(prepared);
  }

  public boolean isLocal(String domain) {
    return local.contains(domain);
  }

  public Set<String> all() {
    return local;
  }
}
