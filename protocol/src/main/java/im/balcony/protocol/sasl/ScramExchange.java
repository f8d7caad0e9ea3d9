package im.balcony.protocol.sasl;

import im.balcony.protocol.jid.Jid;
import java.util.Base64;

/** A login whose client-first was accepted and that waits for the account's keys. */
final class ScramExchange {
  private final ScramMechanism mechanism;
  private final ScramClientFirst first;
  private final byte[] channelBinding;
  private final String nonce;
  private final ScramLimits limits;
  private final String extension;

  ScramExchange(
      ScramMechanism mechanism,
      ScramClientFirst first,
      byte[] channelBinding,
      String serverNonce,
      ScramLimits limits,
      String extension) {
    this.mechanism = mechanism;
    this.first = first;
    this.channelBinding = channelBinding.clone();
    this.nonce = first.nonce() + serverNonce;
    this.limits = limits;
    this.extension = extension;
  }

  ScramStep.Challenge challenge(Jid account, ScramKeys keys) {
    if (keys.mechanism() != mechanism) {
      throw new IllegalArgumentException("keys of another mechanism: " + keys.mechanism());
    }
    var serverFirst =
        "r="
            + nonce
            + ",s="
            + Base64.getEncoder().encodeToString(keys.salt())
            + ",i="
            + keys.iterations()
            + extension;
    var signed = first.bare() + "," + serverFirst + ",";
    return new ScramStep.Challenge(
        serverFirst, new ScramProof(account, keys, channelBinding, nonce, signed, limits));
  }
}
