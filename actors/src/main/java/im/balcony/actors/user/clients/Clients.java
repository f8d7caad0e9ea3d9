package im.balcony.actors.user.clients;

import im.balcony.persistence.event.account.ClientEvent;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The account's clients by the ids of their installations. */
public record Clients(Map<String, KnownClient> byId) implements ClientEvent.Fold<Clients> {
  public static final Clients NONE = new Clients(Map.of());

  public Clients {
    byId = byId.isEmpty() ? Map.of() : Collections.unmodifiableMap(byId);
  }

  public Optional<KnownClient> get(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Who has not been seen for the longest time. */
  public Optional<String> idlest() {
    return byId.entrySet().stream()
        .min(Comparator.comparing(entry -> entry.getValue().lastSeen()))
        .map(Map.Entry::getKey);
  }

  /** Nobody's password or token is valid any more. */
  public Clients withoutAccess() {
    var next = new LinkedHashMap<String, KnownClient>();
    byId.forEach((id, client) -> next.put(id, client.withoutAccess()));
    return new Clients(next);
  }

  @Override
  public Clients on(ClientEvent.ClientSeen event) {
    var known = get(event.client()).orElseGet(() -> KnownClient.since(event.at()));
    return with(
        event.client(),
        known.seen(event.software(), event.device(), event.byPassword(), event.at()));
  }

  @Override
  public Clients on(ClientEvent.TokenIssued event) {
    return changed(event.client(), client -> client.withTokens(client.current(), event.token()));
  }

  @Override
  public Clients on(ClientEvent.TokenUsed event) {
    return changed(event.client(), client -> client.used(event.wasNew(), event.count()));
  }

  @Override
  public Clients on(ClientEvent.TokensRevoked event) {
    return changed(event.client(), client -> client.withTokens(null, null));
  }

  @Override
  public Clients on(ClientEvent.ClientForgotten event) {
    var fewer = new LinkedHashMap<>(byId);
    fewer.remove(event.client());
    return new Clients(fewer);
  }

  private Clients changed(String id, UnaryOperator<KnownClient> change) {
    var known = byId.get(id);
    return known == null ? this : with(id, change.apply(known));
  }

  private Clients with(String id, KnownClient client) {
    var more = new LinkedHashMap<>(byId);
    more.put(id, client);
    return new Clients(more);
  }
}
