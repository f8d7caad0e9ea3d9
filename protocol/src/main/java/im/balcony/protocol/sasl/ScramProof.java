package im.balcony.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.ScramStep.Failed;
import java.security.MessageDigest;
import java.util.Base64;

/** What the client's last message must prove (RFC 5802 section 3). */
final class ScramProof {
  private final Jid account;
  private final ScramKeys keys;
  private final String channelBinding;
  private final String nonce;
  private final String signedSoFar;
  private final ScramLimits limits;

  ScramProof(
      Jid account,
      ScramKeys keys,
      byte[] channelBinding,
      String nonce,
      String signedSoFar,
      ScramLimits limits) {
    this.account = account;
    this.keys = keys;
    this.channelBinding = Base64.getEncoder().encodeToString(channelBinding);
    this.nonce = nonce;
    this.signedSoFar = signedSoFar;
    this.limits = limits;
  }

  ScramStep verify(byte[] clientFinal) {
    var parsed = ScramClientFinal.parse(clientFinal, limits);
    if (parsed.isEmpty()) {
      return new Failed(SaslFailure.malformed("not a SCRAM client-final-message"));
    }
    var answer = parsed.get();
    var mechanism = keys.mechanism();
    var signed = (signedSoFar + answer.withoutProof()).getBytes(UTF_8);
    var clientKey = mechanism.hmac(keys.storedKey(), signed);
    var proof = answer.proofBytes();
    boolean sizeFits = proof.length == clientKey.length;
    for (int i = 0; sizeFits && i < clientKey.length; i++) {
      clientKey[i] ^= proof[i];
    }
    // All three are looked at in every case: which one was wrong must not show in the time.
    boolean keyFits = MessageDigest.isEqual(mechanism.hash(clientKey), keys.storedKey());
    boolean channelFits = isEqual(answer.channelBinding(), channelBinding);
    boolean nonceFits = isEqual(answer.nonce(), nonce);
    if (!(sizeFits && keyFits && channelFits && nonceFits)) {
      return new Failed(SaslFailure.notAuthorized());
    }
    var signature = mechanism.hmac(keys.serverKey(), signed);
    return new ScramStep.Success(account, "v=" + Base64.getEncoder().encodeToString(signature));
  }

  private static boolean isEqual(String a, String b) {
    return MessageDigest.isEqual(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }
}
