package im.balcony.actors.feature.externalservices;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.externalservices.ExternalService;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** How accounts log in at one service. */
public sealed interface ServiceLogin {

  /** The service as this account gets to see it. */
  ExternalService at(ExternalService service, Jid bareJid, Instant now);

  /** Another one where what clients log in with is another; the secret cannot be read from it. */
  String stamp();

  /** Everybody may use it: STUN. */
  record Open() implements ServiceLogin {
    @Override
    public ExternalService at(ExternalService service, Jid bareJid, Instant now) {
      return service;
    }

    @Override
    public String stamp() {
      return "-";
    }
  }

  /** One login for all, which its provider gave. */
  record Fixed(String username, String password) implements ServiceLogin {
    @Override
    public ExternalService at(ExternalService service, Jid bareJid, Instant now) {
      return service.withLogin(new ExternalService.Login(username, password, null));
    }

    @Override
    public String stamp() {
      return new Shared(password.getBytes(StandardCharsets.UTF_8), Duration.ZERO).stamp(username);
    }

    @Override
    public String toString() {
      return "Fixed[username=" + username + "]";
    }
  }

  /**
   * A login of an account for a time, made from a secret that the service knows as well ("A REST
   * API For Access To TURN Services", draft-uberti-behave-turn-rest-00 section 2.2; coturn's {@code
   * use-auth-secret}).
   *
   * @param lifetime how long it may be used from now on
   */
  record Shared(byte[] secret, Duration lifetime) implements ServiceLogin {
    private static final int NAME_BYTES = 8;
    private static final int STAMP_BYTES = 4;
    private static final String STAMP = "balcony stamp ";

    @Override
    public ExternalService at(ExternalService service, Jid bareJid, Instant now) {
      var expires = Instant.ofEpochSecond(now.plus(lifetime).getEpochSecond());
      var username = expires.getEpochSecond() + ":" + name(bareJid);
      var password = Base64.getEncoder().encodeToString(mac("HmacSHA1", username));
      return service.withLogin(new ExternalService.Login(username, password, expires));
    }

    /**
     * The same for all devices of an account, so that the relay can count what each takes; it tells
     * whoever runs the relay or sees its log no address.
     */
    private String name(Jid bareJid) {
      return HexFormat.of().formatHex(mac("HmacSHA256", bareJid.toString()), 0, NAME_BYTES);
    }

    @Override
    public String stamp() {
      return stamp("");
    }

    private String stamp(String with) {
      return HexFormat.of().formatHex(mac("HmacSHA256", STAMP + with), 0, STAMP_BYTES);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Shared shared
          && MessageDigest.isEqual(secret, shared.secret)
          && lifetime.equals(shared.lifetime);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(secret);
    }

    private byte[] mac(String algorithm, String text) {
      try {
        var mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret, algorithm));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java has " + algorithm, e);
      }
    }

    @Override
    public String toString() {
      return "Shared[lifetime=" + lifetime + "]";
    }
  }
}
