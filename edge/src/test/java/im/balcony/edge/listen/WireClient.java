package im.balcony.edge.listen;

import im.balcony.protocol.sasl.ChannelBindings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** A client that says what a test tells it to, byte for byte, over TCP or TLS of the JDK. */
public final class WireClient implements AutoCloseable {
  private static final int WAIT_MILLIS_MAX = 5000;
  private static final String SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";

  private final HeldSocket wire;
  private Socket socket;
  private String wantedName = "";
  private String version = "";
  private String serverFirst = "";
  private final StringBuilder received = new StringBuilder();

  private WireClient(HeldSocket wire) throws IOException {
    this.wire = wire;
    this.socket = wire;
    socket.setSoTimeout(WAIT_MILLIS_MAX);
    socket.setTcpNoDelay(true);
  }

  public static WireClient tcp(int port) throws IOException {
    return new WireClient(new HeldSocket(port));
  }

  public static WireClient tls(int port, String... protocols) throws Exception {
    var client = tcp(port);
    client.startTls(protocols);
    return client;
  }

  /** As {@link #tls}, speaking this version alone. */
  public static WireClient tlsOfVersion(int port, String version) throws Exception {
    var client = tcp(port);
    client.version = version;
    client.startTls();
    return client;
  }

  /** As {@link #startTls}, asking for a certificate of this name (RFC 6066 3). */
  public void startTlsFor(String serverName) throws Exception {
    wantedName = serverName;
    startTls();
  }

  /** The handshake of the JDK's own TLS; any certificate will do. */
  public void startTls(String... applicationProtocols) throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustEverybody()}, new SecureRandom());
    var tls =
        (SSLSocket)
            context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    var parameters = tls.getSSLParameters();
    parameters.setApplicationProtocols(applicationProtocols);
    if (!version.isEmpty()) {
      parameters.setProtocols(new String[] {version});
    }
    if (!wantedName.isEmpty()) {
      parameters.setServerNames(List.of(new SNIHostName(wantedName)));
    }
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    socket = tls;
  }

  public SSLSocket tlsSocket() {
    return (SSLSocket) socket;
  }

  public WireClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return this;
  }

  /** Opens a stream from an address and takes the features. */
  public String openStreamFrom(String from) throws IOException {
    send(header("localhost").replace(" to=", " from='" + from + "' to="));
    return until("</stream:features>");
  }

  /** Opens a stream to localhost and takes the features. */
  public String openStream() throws IOException {
    return openStream("localhost");
  }

  public String openStream(String domain) throws IOException {
    send(header(domain));
    return until("</stream:features>");
  }

  public static String header(String domain) {
    return "<?xml version='1.0'?><stream:stream to='"
        + domain
        + "' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
  }

  /** Everything up to and with this text, which is then gone from what was received. */
  public String until(String text) throws IOException {
    var buffer = new byte[4096];
    while (received.indexOf(text) < 0) {
      int count;
      try {
        count = socket.getInputStream().read(buffer);
      } catch (SocketTimeoutException e) {
        throw new IOException("waited for " + text + ", got " + received, e);
      }
      if (count < 0) {
        throw new IOException("closed, waited for " + text + ", got " + received);
      }
      received.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
    }
    int end = received.indexOf(text) + text.length();
    var taken = received.substring(0, end);
    received.delete(0, end);
    return taken;
  }

  /** Everything until the server closes. */
  public String untilClosed() throws IOException {
    var buffer = new byte[4096];
    for (int count = 0; count >= 0; count = socket.getInputStream().read(buffer)) {
      received.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
    }
    return received.toString();
  }

  public static String plain(String user, String password) {
    return "<auth %s mechanism='PLAIN'>%s</auth>"
        .formatted(SASL, base64("\0" + user + "\0" + password));
  }

  /** Logs in by PLAIN and opens the stream after it. */
  public String logIn(String user) throws IOException {
    openStream();
    send(plain(user, EdgeUnderTest.PASSWORD));
    until("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
    return openStream();
  }

  public String bind(String resource) throws IOException {
    send(
        "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>"
            + resource
            + "</resource></bind></iq>");
    return until("</iq>");
  }

  /** A SCRAM exchange by RFC 6120. */
  public String scram(String mechanism, String user, String password, String bindingType)
      throws Exception {
    var peer = peer(mechanism, user, password, bindingType);
    send("<auth %s mechanism='%s'>%s</auth>".formatted(SASL, mechanism, base64(peer.first())));
    var challenge = until(">");
    if (!challenge.startsWith("<challenge")) {
      return challenge + until("</failure>");
    }
    var answer = peer.last(text(until("</challenge>")));
    send("<response %s>%s</response>".formatted(SASL, base64(answer)));
    return end();
  }

  /**
   * A SCRAM exchange by XEP-0388.
   *
   * @param inline the other children of {@code <authenticate/>}
   */
  public String scram2(
      String mechanism, String user, String password, String bindingType, String inline)
      throws Exception {
    var peer = peer(mechanism, user, password, bindingType);
    send(authenticate(mechanism, peer.first(), inline));
    var challenge = until(">");
    if (!challenge.startsWith("<challenge")) {
      return challenge + until("</failure>");
    }
    serverFirst = text(until("</challenge>"));
    var answer = base64(peer.last(serverFirst));
    send("<response xmlns='urn:xmpp:sasl:2'>%s</response>".formatted(answer));
    return end();
  }

  /**
   * The task of XEP-0480 section 3 to its end, with the password salted as the server wants it.
   *
   * @param task its name
   */
  public String upgrade(String task, String password) throws Exception {
    send("<next xmlns='urn:xmpp:sasl:2' task='%s'/>".formatted(task));
    var salt = until("</task-data>");
    var salted =
        new ScramPeer(task.endsWith("256") ? "SHA256" : "SHA1", "", new byte[0], "", password)
            .salted(
                "s=%s,i=%s"
                    .formatted(
                        salt.replaceAll("<[^>]*>", ""),
                        salt.replaceAll(".* iterations='(\\d+)'.*", "$1")));
    return upgradeWith(Base64.getEncoder().encodeToString(salted));
  }

  /** Answers with this as the salted password. */
  public String upgradeWith(String hash) throws IOException {
    send(
        "<task-data xmlns='urn:xmpp:sasl:2'><hash xmlns='urn:xmpp:scram-upgrade:0'>%s</hash></task-data>"
            .formatted(hash));
    return end();
  }

  /** What the server sent first in the last exchange of SCRAM. */
  public String serverFirst() {
    return serverFirst;
  }

  /** A login by PLAIN and XEP-0388, with these children beside the message. */
  public String plain2(String user, String password, String inline) throws IOException {
    send(authenticate("PLAIN", "\0" + user + "\0" + password, inline));
    return end();
  }

  /**
   * A login by a token (XEP-0484); its hash is computed from the draft, not by the server's code.
   */
  public String token(String binding, String user, String token, byte[] bindingData, String inline)
      throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
    mac.update("Initiator".getBytes(StandardCharsets.UTF_8));
    var message = new ByteArrayOutputStream();
    message.writeBytes((user + "\0").getBytes(StandardCharsets.UTF_8));
    message.writeBytes(mac.doFinal(bindingData));
    send(
        "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='HT-SHA-256-%s'><initial-response>%s</initial-response>%s</authenticate>"
            .formatted(binding, Base64.getEncoder().encodeToString(message.toByteArray()), inline));
    return end();
  }

  public static String authenticate(String mechanism, String message, String inline) {
    return "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='%s'><initial-response>%s</initial-response>%s</authenticate>"
        .formatted(mechanism, base64(message), inline);
  }

  private String end() throws IOException {
    var end = until(">");
    return end + until("</" + end.replaceAll("^<([a-z]+).*", "$1") + ">");
  }

  private ScramPeer peer(String mechanism, String user, String password, String bindingType)
      throws Exception {
    var plus = mechanism.endsWith("-PLUS");
    return new ScramPeer(
        mechanism.contains("SHA-256") ? "SHA256" : "SHA1",
        plus ? "p=" + bindingType + ",," : "n,,",
        plus ? serverEndPoint() : new byte[0],
        user,
        password);
  }

  /** RFC 5929 4.1. */
  public byte[] serverEndPoint() throws Exception {
    var certificate = (X509Certificate) tlsSocket().getSession().getPeerCertificates()[0];
    return ChannelBindings.serverEndPoint(certificate).orElseThrow();
  }

  private static String text(String element) {
    var base64 = element.replaceAll("<[^>]*>", "");
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  public static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends this and shuts its own side down at once: over TLS the close_notify is in the same packet
   * (RFC 5246 7.2.1). What comes can still be read.
   */
  public void sendLast(String text) throws IOException {
    wire.hold();
    send(text);
    socket.shutdownOutput(); // of TLS: its close_notify
    wire.shutdownOutput();
  }

  /** Cuts the connection without closing the stream. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
