package im.balcony.load.client;

import im.balcony.load.client.ClientSettings.Mechanism;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The keys that SCRAM derives from a password (RFC 5802 section 3), kept by salt and iterations: a
 * mass login should measure the server and not the load generator's PBKDF2.
 */
final class ScramKeyCache {
  private final ConcurrentHashMap<String, Keys> cached = new ConcurrentHashMap<>();

  Keys get(Mechanism mechanism, Account account, byte[] salt, int iterations)
      throws GeneralSecurityException {
    var name =
        String.join(
            " ",
            mechanism.saslName(),
            account.password(),
            Base64.getEncoder().encodeToString(salt),
            Integer.toString(iterations));
    var known = cached.get(name);
    if (known == null) {
      known = Keys.derive(mechanism, account.password(), salt, iterations);
      cached.put(name, known);
    }
    return known;
  }

  /** What proves the client to the server, and the server to the client. */
  static final class Keys {
    private final byte[] clientKey;
    private final byte[] serverKey;

    private Keys(byte[] clientKey, byte[] serverKey) {
      this.clientKey = clientKey;
      this.serverKey = serverKey;
    }

    byte[] clientKey() {
      return clientKey;
    }

    byte[] serverKey() {
      return serverKey;
    }

    static Keys derive(Mechanism mechanism, String password, byte[] salt, int iterations)
        throws GeneralSecurityException {
      var bits = mechanism == Mechanism.SCRAM_SHA_1 ? 160 : 256;
      var salted =
          SecretKeyFactory.getInstance("PBKDF2With" + mechanism.mac())
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, bits))
              .getEncoded();
      return new Keys(
          ScramLogin.hmac(mechanism, salted, "Client Key".getBytes(StandardCharsets.US_ASCII)),
          ScramLogin.hmac(mechanism, salted, "Server Key".getBytes(StandardCharsets.US_ASCII)));
    }
  }
}
