package im.balcony.actors.user.account;

import im.balcony.protocol.jid.Jid;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Addresses the account wants nothing to do with (XEP-0191). */
public record BlockList(Set<Jid> addresses) {
  public static final BlockList EMPTY = new BlockList(Set.of());

  /** The order of matching is XEP-0191's section 5: full, bare, domain with resource, domain. */
  public boolean blocks(Jid address) {
    if (addresses.isEmpty()) {
      return false;
    }
    return addresses.contains(address)
        || addresses.contains(address.bare())
        || (address.isFull() && addresses.contains(domainWithResource(address)))
        || addresses.contains(address.domainJid());
  }

  private static Jid domainWithResource(Jid address) {
    var resource = address.resource();
    return resource == null ? address : address.domainJid().withResource(resource);
  }

  BlockList with(Collection<Jid> more) {
    var next = new LinkedHashSet<>(addresses);
    next.addAll(more);
    return new BlockList(Collections.unmodifiableSet(next));
  }

  BlockList without(Collection<Jid> less) {
    var next = new LinkedHashSet<>(addresses);
    next.removeAll(less);
    return next.isEmpty() ? EMPTY : new BlockList(Collections.unmodifiableSet(next));
  }
}
