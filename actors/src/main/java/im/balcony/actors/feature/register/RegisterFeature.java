package im.balcony.actors.feature.register;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.persistence.event.account.StoredScramKeys;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.register.Registration;
import java.util.List;
import java.util.Optional;

/**
 * XEP-0077 for those who have an account: another password (section 3.3), the end (section 3.2).
 * New accounts are made before login, by the edge. Switched off it is not in the list.
 */
public final class RegisterFeature implements Feature {
  private final PasswordKeys keys;

  public RegisterFeature(PasswordKeys keys) {
    this.keys = keys;
  }

  @Override
  public List<String> serverFeatures() {
    return List.of(Registration.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.server(
            IqService.Types.GET_AND_SET, "query", Registration.NAMESPACE, this::answer),
        IqService.own(IqService.Types.GET_AND_SET, "query", Registration.NAMESPACE, this::answer));
  }

  private IqAnswer answer(IqRequest request) {
    if (!request.byOwner()) {
      return IqAnswer.refused(StanzaError.forbidden());
    }
    var name = request.account().local();
    var username = name == null ? "" : name;
    if (!request.isSet()) {
      return IqAnswer.result(Registration.registered(username));
    }
    var wanted = Registration.read(request.payload());
    if (wanted.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    if (wanted.get() instanceof Registration.Account account) {
      return account.username().equals(username)
          ? changePassword(request, account.password())
          : IqAnswer.refused(StanzaError.notAllowed());
    }
    return IqAnswer.empty(new Consequence.CloseAccount());
  }

  private IqAnswer changePassword(IqRequest request, String password) {
    return new IqAnswer.Later(
        () ->
            keys.derive(password)
                .thenApply(derived -> new IqAnswer.Reply(List.of(), changed(request, derived))));
  }

  private static IqAnswer changed(IqRequest request, Optional<List<StoredScramKeys>> derived) {
    return derived
        .map(
            made -> IqAnswer.stored(List.of(new AccountEvent.PasswordChanged(made, request.now()))))
        .orElseGet(() -> IqAnswer.refused(StanzaError.notAcceptable()));
  }
}
