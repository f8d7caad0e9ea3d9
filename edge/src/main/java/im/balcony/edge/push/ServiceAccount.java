package im.balcony.edge.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import im.balcony.edge.tls.PemKey;
import im.balcony.edge.tls.TlsUnusableException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/** What a program is at Google: the file that Google gives with the key of a service account. */
public record ServiceAccount(
    String projectId, String email, String keyId, PrivateKey key, URI tokenUrl) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9.:-]{1,100}");
  private static final long FILE_BYTES_MAX = 65_536;
  private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";

  /** How long Google may take the assertion for good; it gives tokens of an hour. */
  private static final long ASSERTION_SECONDS = 3_600;

  static ServiceAccount read(String setting, String file) {
    try {
      var path = Path.of(file);
      if (Files.size(path) > FILE_BYTES_MAX) {
        throw unusable(setting, file, "it is too large");
      }
      var json = JSON.readTree(Files.readString(path));
      var key = PemKey.of(text(json, "private_key"), file);
      if (!(key instanceof RSAPrivateKey)) {
        throw unusable(setting, file, "its private_key is not of RSA");
      }
      var project = text(json, "project_id");
      if (!PROJECT.matcher(project).matches()) {
        throw unusable(setting, file, "its project_id is none");
      }
      return new ServiceAccount(
          project,
          text(json, "client_email"),
          text(json, "private_key_id"),
          key,
          HttpsUrls.required(setting + " (token_uri)", text(json, "token_uri")));
    } catch (JsonProcessingException e) {
      throw unusable(setting, file, "it is no JSON"); // the cause would show what is in it
    } catch (IOException e) {
      throw unusable(
          setting, file, "it cannot be read (%s)".formatted(e.getClass().getSimpleName()));
    } catch (TlsUnusableException e) {
      throw unusable(setting, file, "its private_key is not usable");
    }
  }

  private static String text(JsonNode json, String name) throws IOException {
    var value = json.path(name).asText("");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "the file of the service account has no \"%s\": take it as Google gives it"
              .formatted(name));
    }
    return value;
  }

  private static IllegalArgumentException unusable(String setting, String file, String why) {
    return new IllegalArgumentException(
        "%s: %s is not the key of a service account: %s".formatted(setting, file, why));
  }

  /** The JWT for which an access token is given (RFC 7523 section 2.1), signed by RS256. */
  String assertion(Instant now) {
    var header = Map.of("alg", "RS256", "typ", "JWT", "kid", keyId);
    var claims =
        Map.of(
            "iss",
            email,
            "scope",
            SCOPE,
            "aud",
            tokenUrl.toString(),
            "iat",
            now.getEpochSecond(),
            "exp",
            now.getEpochSecond() + ASSERTION_SECONDS);
    try {
      var signed = encoded(header) + '.' + encoded(claims);
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + '.' + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException | JsonProcessingException e) {
      throw new IllegalStateException("every Java platform has RS256", e);
    }
  }

  private static String encoded(Map<String, ?> json) throws JsonProcessingException {
    return BASE64.encodeToString(JSON.writeValueAsBytes(json));
  }

  @Override
  public String toString() {
    return "ServiceAccount[" + projectId + "]";
  }
}
