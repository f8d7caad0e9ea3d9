package im.balcony.actors.routing;

import im.balcony.protocol.jid.Jid;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The domains whose accounts live in this cluster. */
public final class Domains {
  private final Set<String> local;
  private final Set<String> rooms;
  private final Set<String> pushServices;
  private final boolean federated;

  /**
   * Prepares them.
   *
   * @param roomLabel of the service of rooms, in front of each domain
   * @param pushLabel of the push service, in front of each domain; empty where there is none
   * @param federated whether there is a way to other servers
   */
  public Domains(
      Collection<String> domains, String roomLabel, String pushLabel, boolean federated) {
    this.federated = federated;
    var prepared = new TreeSet<String>();
    for (var domain : domains) {
      prepared.add(Jid.of(null, domain, null).domain());
    }
    local = Set.copyOf(prepared);
    rooms = below(roomLabel, prepared);
    pushServices = pushLabel.isEmpty() ? Set.of() : below(pushLabel, prepared);
  }

  private static Set<String> below(String label, Set<String> domains) {
    return domains.stream()
        .map(domain -> Jid.of(null, label + "." + domain, null).domain())
        .collect(Collectors.toUnmodifiableSet());
  }

  public boolean isLocal(String domain) {
    return local.contains(domain);
  }

  /** Whether this is the service of rooms of one of them. */
  public boolean servesRooms(String domain) {
    return rooms.contains(domain);
  }

  /** Whether this is the push service of one of them. */
  public boolean servesPush(String domain) {
    return pushServices.contains(domain);
  }

  /** Whether this may be the domain of another server that may be reached. */
  public boolean isElsewhere(String domain) {
    return federated && !isLocal(domain) && !servesRooms(domain) && !servesPush(domain);
  }

  public Set<String> all() {
    return local;
  }
}
