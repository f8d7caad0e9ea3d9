package im.balcony.edge.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import im.balcony.edge.tls.ClusterCertificate;
import im.balcony.edge.tls.PemKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server of HTTPS at localhost that writes down what it is asked and answers as it is told. */
public final class MockHttps implements AutoCloseable {
  /** What came. */
  record Request(String path, Map<String, String> headers, byte[] body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /** What goes back. */
  record Reply(int status, Map<String, String> headers, byte[] body) {
    static Reply of(int status) {
      return new Reply(status, Map.of(), new byte[0]);
    }

    static Reply json(int status, String text) {
      return new Reply(
          status,
          Map.of("Content-Type", "application/json"),
          text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final LinkedBlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final ConcurrentLinkedQueue<Reply> next = new ConcurrentLinkedQueue<>();
  private final Map<String, Function<Request, Reply>> paths = new ConcurrentHashMap<>();
  private volatile Reply usual = Reply.of(201);

  public MockHttps(ClusterCertificate certificate) throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(certificate)));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private static SSLContext context(ClusterCertificate certificate) throws Exception {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var in = Files.newInputStream(certificate.chain())) {
      var chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new);
      store.setKeyEntry("server", PemKey.read(certificate.key()), new char[0], chain);
    }
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** The next answer, then the one after it; the usual one when there is none left. */
  void answers(Reply reply) {
    next.add(reply);
  }

  /** What asks for this path gets this answer, always. */
  public void answersAt(String path, int status) {
    at(
        path,
        request -> {
          requests.add(request);
          return Reply.of(status);
        });
  }

  /** The next that came for this path; null when nothing comes. */
  @Nullable Request takenAt(String path) throws InterruptedException {
    var others = new ArrayList<Request>();
    var request = taken();
    while (request != null && !request.path().equals(path)) {
      others.add(request);
      request = taken();
    }
    requests.addAll(others);
    return request;
  }

  /** Whether nothing came that was not taken. */
  public boolean isQuiet() {
    return hasNothing();
  }

  void usually(Reply reply) {
    usual = reply;
  }

  /** What asks for this path is answered by this, and not written down. */
  void at(String path, Function<Request, Reply> answer) {
    paths.put(path, answer);
  }

  /** What came, in its order; null when nothing comes. */
  @Nullable Request taken() throws InterruptedException {
    return requests.poll(20, TimeUnit.SECONDS);
  }

  boolean hasNothing() {
    return requests.isEmpty();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = new ConcurrentHashMap<String, String>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      var request =
          new Request(
              exchange.getRequestURI().toString(),
              headers,
              exchange.getRequestBody().readAllBytes());
      var own = paths.get(request.path());
      Reply reply;
      if (own != null) {
        reply = own.apply(request);
      } else {
        requests.add(request);
        var told = next.poll();
        reply = told == null ? usual : told;
      }
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : 0);
      if (reply.body().length > 0) {
        exchange.getResponseBody().write(reply.body());
      }
    }
  }

  /** Nobody is there any more. */
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Override
  public void close() {
    stop();
  }
}
