package im.balcony.load.drive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A push service of browsers (RFC 8030) that takes everything at once, and says what came for whom.
 * What it is told is encrypted for keys that nobody has here.
 */
public final class PushEndpoint implements AutoCloseable {
  private static final String PATH = "/phone/";
  private static final int CREATED = 201;
  private static final int THREADS = 4;
  private static final int COORDINATE_BYTES = 32;
  private static final byte UNCOMPRESSED = 4;

  /** Told on threads of the push service. */
  public interface Arrivals {
    /**
     * @param ttlSeconds how long it matters (RFC 8030 section 5.2)
     */
    void arrived(int phone, long ttlSeconds);
  }

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Arrivals arrivals;
  private final String publicKey;
  private final String authSecret;

  /**
   * @param keyStore PKCS #12 with the key and certificate of "localhost"
   */
  public PushEndpoint(int port, Path keyStore, String password, Arrivals arrivals)
      throws IOException, GeneralSecurityException {
    this.arrivals = arrivals;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls(keyStore, password.toCharArray())));
    server.setExecutor(threads);
    server.createContext(PATH, this::take);
    var random = new SecureRandom();
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    publicKey = text(point((ECPublicKey) generator.generateKeyPair().getPublic()));
    var secret = new byte[16];
    random.nextBytes(secret);
    authSecret = text(secret);
    server.start();
  }

  private static SSLContext tls(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** The uncompressed form (RFC 8291 section 3.1). */
  private static byte[] point(ECPublicKey key) {
    var bytes = new byte[1 + 2 * COORDINATE_BYTES];
    bytes[0] = UNCOMPRESSED;
    copy(key.getW().getAffineX().toByteArray(), bytes, 1 + COORDINATE_BYTES);
    copy(key.getW().getAffineY().toByteArray(), bytes, bytes.length);
    return bytes;
  }

  /** Ends there; a leading zero of the sign is left out. */
  private static void copy(byte[] number, byte[] into, int end) {
    var digits =
        Arrays.copyOfRange(number, Math.max(0, number.length - COORDINATE_BYTES), number.length);
    System.arraycopy(digits, 0, into, end - digits.length, digits.length);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var phone = Integer.parseInt(exchange.getRequestURI().getPath().substring(PATH.length()));
      var ttl = Long.parseLong(exchange.getRequestHeaders().getFirst("TTL"));
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(CREATED, -1);
      arrivals.arrived(phone, ttl);
    }
  }

  /** The fields with which a phone registers at the deployment's push service. */
  String registration(int phone) {
    var endpoint = "https://localhost:" + server.getAddress().getPort() + PATH + phone;
    return "<command xmlns='http://jabber.org/protocol/commands' node='register-device'>"
        + "<x xmlns='jabber:x:data' type='submit'>"
        + field("provider", "webpush")
        + field("endpoint", endpoint)
        + field("p256dh", publicKey)
        + field("auth", authSecret)
        + "</x></command>";
  }

  private static String field(String name, String value) {
    return "<field var='" + name + "'><value>" + value + "</value></field>";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    try {
      threads.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
