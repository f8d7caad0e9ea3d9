package im.balcony.actors.user.clients;

import im.balcony.persistence.event.account.AccountSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between the clients in memory and their form on disk. */
public final class ClientSnapshots {
  private ClientSnapshots() {}

  public static List<AccountSnapshot.Client> write(Clients clients) {
    return clients.byId().entrySet().stream()
        .map(entry -> write(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static AccountSnapshot.Client write(String id, KnownClient client) {
    return new AccountSnapshot.Client(
        id,
        client.software(),
        client.device(),
        client.firstSeen(),
        client.lastSeen(),
        client.byPassword(),
        client.current(),
        client.next());
  }

  /** Null is what older snapshots have. */
  public static Clients read(@Nullable List<AccountSnapshot.Client> stored) {
    if (stored == null) {
      return Clients.NONE;
    }
    var clients = new LinkedHashMap<String, KnownClient>();
    for (var client : stored) {
      clients.put(
          client.client(),
          new KnownClient(
              client.software(),
              client.device(),
              client.firstSeen(),
              client.lastSeen(),
              client.byPassword(),
              client.current(),
              client.next()));
    }
    return new Clients(clients);
  }
}
