package im.balcony.actors.feature.cam;

import static java.nio.charset.StandardCharsets.US_ASCII;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.user.clients.KnownClient;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.persistence.event.account.ClientEvent;
import im.balcony.persistence.event.account.PushEvent.PushDisabled;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.cam.ClientAccess;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * XEP-0494: the clients that named themselves at login (XEP-0388), by their sessions and tokens. A
 * client that knows the password loses its tokens; to keep it out the password must change.
 */
public final class ClientAccessFeature implements Feature {
  private static final int ID_BYTES = 9;

  @Override
  public List<String> serverFeatures() {
    return List.of();
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(ClientAccess.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.own(IqService.Types.GET, "list", ClientAccess.NAMESPACE, this::list),
        IqService.own(IqService.Types.SET, "revoke", ClientAccess.NAMESPACE, this::revoke));
  }

  private IqAnswer list(IqRequest request) {
    var connected = connected(request);
    var clients =
        request.state().clients().byId().entrySet().stream()
            .filter(entry -> connected.contains(entry.getKey()) || entry.getValue().hasAccess())
            .map(entry -> access(entry, connected.contains(entry.getKey())))
            .toList();
    return IqAnswer.result(ClientAccess.list(clients));
  }

  private static Set<String> connected(IqRequest request) {
    var session = request.session();
    return session == null ? Set.of() : session.connectedClients();
  }

  private static ClientAccess access(Map.Entry<String, KnownClient> entry, boolean connected) {
    var client = entry.getValue();
    return new ClientAccess(
        idOf(entry.getKey()),
        connected,
        client.firstSeen(),
        client.lastSeen(),
        client.byPassword(),
        client.hasTokens(),
        client.software(),
        client.device());
  }

  private IqAnswer revoke(IqRequest request) {
    var wanted = ClientAccess.revoked(request.payload());
    if (wanted.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    var found = find(request, wanted.get());
    if (found.isEmpty()) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    var client = found.get().getKey();
    if (found.get().getValue().byPassword()) {
      return new IqAnswer.Stored(
          List.of(new ClientEvent.TokensRevoked(client)),
          state -> IqAnswer.refused(ClientAccess.passwordResetRequired()));
    }
    var events = new ArrayList<AccountEvent>();
    events.add(new ClientEvent.ClientForgotten(client));
    request.state().pushes().all().stream()
        .filter(push -> client.equals(push.client()))
        .forEach(push -> events.add(new PushDisabled(push.service(), push.node())));
    return IqAnswer.stored(events, new Consequence.EndClient(client));
  }

  private static Optional<Map.Entry<String, KnownClient>> find(IqRequest request, String id) {
    return request.state().clients().byId().entrySet().stream()
        .filter(entry -> idOf(entry.getKey()).equals(id))
        .findFirst();
  }

  /** The installation's own id is nobody's business (XEP-0388 section 2.3). */
  static String idOf(String userAgentId) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(userAgentId.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
