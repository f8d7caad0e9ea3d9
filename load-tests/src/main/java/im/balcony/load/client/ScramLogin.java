package im.balcony.load.client;

import im.balcony.load.client.ClientSettings.Mechanism;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The client's side of one SCRAM exchange (RFC 5802 section 3), without channel binding. */
final class ScramLogin {
  /** "n,," in base64: this client does no channel binding. */
  private static final String NO_BINDING = "biws";

  private final Mechanism mechanism;
  private final Account account;
  private final ScramKeyCache keys;
  private final String firstBare;
  private final String nonce;
  private byte @Nullable [] serverSignature;

  ScramLogin(Mechanism mechanism, Account account, ScramKeyCache keys, String nonce) {
    this.mechanism = mechanism;
    this.account = account;
    this.keys = keys;
    this.nonce = nonce;
    this.firstBare = "n=" + account.name() + ",r=" + nonce;
  }

  String first() {
    return "n,," + firstBare;
  }

  /** Answers the server's challenge {@code r=...,s=...,i=...}. */
  String answer(String challenge) throws GeneralSecurityException {
    var serverNonce = field(challenge, "r=");
    if (!serverNonce.startsWith(nonce)) {
      throw new GeneralSecurityException("the server's nonce does not begin with ours");
    }
    var salt = Base64.getDecoder().decode(field(challenge, "s="));
    var iterations = Integer.parseInt(field(challenge, "i="));
    var derived = keys.get(mechanism, account, salt, iterations);
    var withoutProof = "c=" + NO_BINDING + ",r=" + serverNonce;
    var signed =
        (firstBare + "," + challenge + "," + withoutProof).getBytes(StandardCharsets.UTF_8);
    var storedKey = MessageDigest.getInstance(mechanism.digest()).digest(derived.clientKey());
    var proof = hmac(mechanism, storedKey, signed);
    for (var i = 0; i < proof.length; i++) {
      proof[i] ^= derived.clientKey()[i];
    }
    serverSignature = hmac(mechanism, derived.serverKey(), signed);
    return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
  }

  /** Whether the server has shown {@code v=...} that only the owner of the keys can know. */
  boolean isServerTrue(String success) {
    return serverSignature != null
        && success.equals("v=" + Base64.getEncoder().encodeToString(serverSignature));
  }

  static byte[] hmac(Mechanism mechanism, byte[] key, byte[] data) throws GeneralSecurityException {
    var mac = Mac.getInstance(mechanism.mac());
    mac.init(new SecretKeySpec(key, mechanism.mac()));
    return mac.doFinal(data);
  }

  private static String field(String message, String name) throws GeneralSecurityException {
    for (var part : message.split(",", -1)) {
      if (part.startsWith(name)) {
        return part.substring(name.length());
      }
    }
    throw new GeneralSecurityException("no " + name + " in the challenge");
  }
}
