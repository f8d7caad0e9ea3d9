package im.balcony.edge.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import im.balcony.actors.port.PushDevice;
import im.balcony.protocol.webpush.P256;
import im.balcony.protocol.webpush.WebPushMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;

/** A browser with a subscription, and what it and its push service look at. */
public final class Subscriber {
  private static final Pattern VAPID =
      Pattern.compile("vapid t=(([^.]+)\\.([^.]+))\\.([^,]+), k=(.+)");

  private final KeyPair keys = P256.newKeyPair(new SecureRandom());
  private final byte[] auth = new SecureRandom().generateSeed(16);
  private final String endpoint;

  public Subscriber(int port, String id) {
    endpoint = "https://localhost:%d/%s".formatted(port, id);
  }

  public String endpoint() {
    return endpoint;
  }

  public String path() {
    return URI.create(endpoint).getPath();
  }

  public String publicKey() {
    return text(P256.uncompressed((ECPublicKey) keys.getPublic()));
  }

  public String auth() {
    return text(auth);
  }

  PushDevice.WebPush device() {
    return new PushDevice.WebPush(
        endpoint, P256.uncompressed((ECPublicKey) keys.getPublic()), auth);
  }

  /** What the page reads of the next request to its push service. */
  public JsonNode toldBy(MockHttps service) throws Exception {
    var request = Objects.requireNonNull(service.takenAt(path()), "nothing came");
    return json(opened(request).getBytes(StandardCharsets.UTF_8));
  }

  /** What the page reads. */
  String opened(MockHttps.Request request) {
    assertEquals("aes128gcm", request.header("Content-Encoding"));
    return new String(
        WebPushMessage.decrypt(keys, auth, request.body()).orElseThrow(), StandardCharsets.UTF_8);
  }

  /** What the push service looks at first (RFC 8292 section 4). */
  static void requireVapid(MockHttps.Request request, KeyPair expected, int port) throws Exception {
    var found = VAPID.matcher(request.header("Authorization"));
    assertTrue(found.matches(), request.header("Authorization"));
    var key = P256.publicKey(bytes(found.group(5))).orElseThrow();
    assertEquals(expected.getPublic(), key);
    assertTrue(
        P256.verifies(
            key, found.group(1).getBytes(StandardCharsets.US_ASCII), bytes(found.group(4))));
    var claims = json(bytes(found.group(3)));
    assertEquals("https://localhost:" + port, claims.path("aud").asText());
    assertEquals("mailto:admin@a.example", claims.path("sub").asText());
    long left = claims.path("exp").asLong() - Instant.now().getEpochSecond();
    assertTrue(left > 0 && left <= 86_400, "exp in " + left + " s");
  }

  static JsonNode json(byte[] text) throws Exception {
    return JsonMapper.builder().build().readTree(text);
  }

  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
