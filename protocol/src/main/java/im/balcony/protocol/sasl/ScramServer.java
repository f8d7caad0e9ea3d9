package im.balcony.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.protocol.sasl.ScramStep.Failed;
import im.balcony.protocol.sasl.ScramStep.KeysNeeded;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The server's side of SCRAM-SHA-1, SCRAM-SHA-256 and their -PLUS forms (RFC 5802, RFC 7677), with
 * the downgrade protection of XEP-0474.
 *
 * @param domain the host the stream is for; an authorization identity must be in it
 * @param nonces the server's half of the nonce, see {@link ServerNonces}
 * @param protectsOffer whether server-first carries XEP-0474's attribute
 */
public record ScramServer(
    String domain,
    SaslOffer offer,
    Supplier<String> nonces,
    ScramLimits limits,
    boolean protectsOffer) {

  /** Takes client-first. The mechanism is one of the SCRAM family and was offered. */
  public ScramStep start(SaslMechanism mechanism, byte[] clientFirst) {
    var scram = mechanism.scram();
    if (scram.isEmpty() || !offer.mechanisms().contains(mechanism)) {
      return new Failed(SaslFailure.of(SaslFailure.Condition.INVALID_MECHANISM));
    }
    var parsed = ScramClientFirst.parse(clientFirst, limits);
    if (parsed.isEmpty()) {
      return new Failed(SaslFailure.malformed("not a SCRAM client-first-message"));
    }
    var first = parsed.get();
    var channelBinding = expectedChannelBinding(mechanism, first);
    if (channelBinding.isEmpty()) {
      return new Failed(SaslFailure.notAuthorized());
    }
    var account = SaslIdentity.account(first.username(), domain);
    if (account.isEmpty()) {
      return new Failed(SaslFailure.notAuthorized());
    }
    if (!SaslIdentity.mayActAs(first.authzid(), account.get())) {
      return new Failed(SaslFailure.of(SaslFailure.Condition.INVALID_AUTHZID));
    }
    var exchange =
        new ScramExchange(
            scram.get(), first, channelBinding.get(), nonces.get(), limits, extension(scram.get()));
    return new KeysNeeded(account.get(), scram.get(), exchange);
  }

  private String extension(ScramMechanism mechanism) {
    return protectsOffer ? ",h=" + offer.downgradeProtectionHash(mechanism) : "";
  }

  /**
   * What client-final must carry in "c=" (RFC 5802 section 6); empty when the flag does not fit the
   * mechanism, the type was not advertised, or "y" says that somebody removed our -PLUS.
   */
  private Optional<byte[]> expectedChannelBinding(SaslMechanism mechanism, ScramClientFirst first) {
    var header = first.gs2Header().getBytes(UTF_8);
    if (first.channelBinding() == null) {
      boolean downgraded = first.channelBindingFlag() == 'y' && offer.bindsChannel();
      return mechanism.bindsChannel() || downgraded ? Optional.empty() : Optional.of(header);
    }
    if (!mechanism.bindsChannel()) {
      return Optional.empty();
    }
    return ChannelBindingType.byName(first.channelBinding())
        .flatMap(offer.channelBindings()::dataOf)
        .map(data -> concatenated(header, data));
  }

  private static byte[] concatenated(byte[] header, byte[] data) {
    var bytes = new ByteArrayOutputStream(header.length + data.length);
    bytes.writeBytes(header);
    bytes.writeBytes(data);
    return bytes.toByteArray();
  }
}
