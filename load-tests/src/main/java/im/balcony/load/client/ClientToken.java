package im.balcony.load.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one client keeps of XEP-0484: its own id and the token that the server gave it last. The
 * mechanism binds to no channel; its hashes are those of draft-schmaus-kitten-sasl-ht-09 section 3.
 */
final class ClientToken {
  static final String MECHANISM = "HT-SHA-256-NONE";

  private final String clientId = UUID.randomUUID().toString();
  private @Nullable String token;

  String clientId() {
    return clientId;
  }

  boolean isThere() {
    return token != null;
  }

  void given(String next) {
    token = next;
  }

  void forget() {
    token = null;
  }

  /** The client's message, in Base64. */
  String shownBy(Account account) throws GeneralSecurityException {
    var message = new ByteArrayOutputStream();
    message.writeBytes(account.name().getBytes(StandardCharsets.UTF_8));
    message.write(0);
    message.writeBytes(hash("Initiator"));
    return Base64.getEncoder().encodeToString(message.toByteArray());
  }

  /** What only a server can say that knows the token, in Base64. */
  String expectedAnswer() throws GeneralSecurityException {
    return Base64.getEncoder().encodeToString(hash("Responder"));
  }

  private byte[] hash(String role) throws GeneralSecurityException {
    if (token == null) {
      throw new IllegalStateException("no token");
    }
    return ScramLogin.hmac(
        ClientSettings.Mechanism.SCRAM_SHA_256,
        token.getBytes(StandardCharsets.UTF_8),
        role.getBytes(StandardCharsets.US_ASCII));
  }
}
