package im.balcony.actors.port;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where one installation of an app or a page in a browser is reached. Its text shows no token. */
public sealed interface PushDevice {

  /** Longer tokens are not taken: no provider gives such. */
  int TOKEN_CHARS_MAX = 400;

  /** Longer addresses are not taken: they must fit into the name of a node. */
  int ENDPOINT_CHARS_MAX = 600;

  /** The provider that reaches it. */
  PushProvider provider();

  /**
   * An app for Apple's devices.
   *
   * @param token in hexadecimal digits
   * @param callToken of PushKit, which alone is good for calls; null where the app has none
   */
  record Apns(String token, @Nullable String callToken) implements PushDevice {
    @Override
    public PushProvider provider() {
      return PushProvider.APNS;
    }

    @Override
    public String toString() {
      return callToken == null ? "Apns[]" : "Apns[calls]";
    }
  }

  /** An app that Firebase Cloud Messaging reaches. */
  record Fcm(String token) implements PushDevice {
    @Override
    public PushProvider provider() {
      return PushProvider.FCM;
    }

    @Override
    public String toString() {
      return "Fcm[]";
    }
  }

  /**
   * A subscription of the Push API, or of UnifiedPush.
   *
   * @param endpoint a URL that who has it may push to (RFC 8030 section 8.3)
   * @param publicKey 65 bytes, a point of P-256 (RFC 8291 section 2.1)
   * @param authSecret 16 bytes
   */
  record WebPush(String endpoint, byte[] publicKey, byte[] authSecret) implements PushDevice {
    @Override
    public PushProvider provider() {
      return PushProvider.WEB_PUSH;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof WebPush that
          && endpoint.equals(that.endpoint)
          && Arrays.equals(publicKey, that.publicKey)
          && Arrays.equals(authSecret, that.authSecret);
    }

    @Override
    public int hashCode() {
      return endpoint.hashCode();
    }

    @Override
    public String toString() {
      return "WebPush[]";
    }
  }
}
