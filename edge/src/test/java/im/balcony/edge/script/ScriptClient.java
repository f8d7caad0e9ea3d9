package im.balcony.edge.script;

import im.balcony.edge.listen.TrustEverybody;
import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.stream.StreamFrameReader;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A plain XMPP client for scripts: blocking, over TCP on loopback, with TLS from the first byte or
 * without, with nothing of its own mind.
 */
final class ScriptClient implements AutoCloseable {
  static final int WAIT_SECONDS_MAX = 15;
  private static final int READ_BYTES = 16 * 1024;

  private final Socket socket;
  private final LinkedBlockingQueue<StreamFrame> inbound = new LinkedBlockingQueue<>();
  private final ArrayDeque<XmlElement> pushedBack = new ArrayDeque<>();
  private final StreamFrameReader reader = new StreamFrameReader(XmlLimits.DEFAULT);
  private final String domain;
  private volatile boolean restartExpected;

  private ScriptClient(Socket socket, String domain) {
    this.socket = socket;
    this.domain = domain;
  }

  static ScriptClient open(InetSocketAddress server, String domain) throws IOException {
    return over(connected(server), domain);
  }

  static ScriptClient openTls(InetSocketAddress server, String domain)
      throws IOException, GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustEverybody()}, null);
    var tls =
        context.getSocketFactory().createSocket(connected(server), domain, server.getPort(), true);
    return over(tls, domain);
  }

  private static Socket connected(InetSocketAddress server) throws IOException {
    var socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(server, WAIT_SECONDS_MAX * 1000);
    return socket;
  }

  private static ScriptClient over(Socket socket, String domain) {
    var client = new ScriptClient(socket, domain);
    var thread = new Thread(client::readLoop, "script-client");
    thread.setDaemon(true);
    thread.start();
    return client;
  }

  /** Opens the stream and logs in by PLAIN, up to the features after the restart. */
  void login(String user, String password) throws IOException, InterruptedException {
    openStream();
    expect("features", "http://etherx.jabber.org/streams");
    var initial =
        Base64.getEncoder()
            .encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
    restartExpected = true;
    send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + initial + "</auth>");
    expect("success", "urn:ietf:params:xml:ns:xmpp-sasl");
    openStream();
    expect("features", "http://etherx.jabber.org/streams");
  }

  void bind(String resource) throws IOException, InterruptedException {
    send(
        "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>"
            + resource
            + "</resource></bind></iq>");
    var answer = expect("iq", "jabber:client");
    if (!"result".equals(answer.attribute("type"))) {
      throw new AssertionError("bind failed: " + answer.toXml());
    }
  }

  /** Fetches the roster and sends initial presence; the echo of it is consumed. */
  void comeOnline() throws IOException, InterruptedException {
    send("<iq type='get' id='roster'><query xmlns='jabber:iq:roster'/></iq>");
    expect("iq", "jabber:client");
    send("<presence/>");
    expect("presence", "jabber:client");
  }

  private void openStream() throws IOException, InterruptedException {
    sendStreamHeader();
    var frame = inbound.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
    if (!(frame instanceof StreamFrame.Open)) {
      throw new AssertionError("expected a stream header, got " + frame);
    }
  }

  private void sendStreamHeader() throws IOException {
    send(
        "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'"
            + " version='1.0' to='"
            + domain
            + "'>");
  }

  void send(String text) throws IOException {
    var out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private XmlElement expect(String name, String namespace) throws InterruptedException {
    var element = receive();
    if (element == null || !element.is(name, namespace)) {
      throw new AssertionError(
          "expected <" + name + ">, got " + (element == null ? "nothing" : element.toXml()));
    }
    return element;
  }

  /** The next element; null when the stream or connection ended, or nothing came in time. */
  @Nullable XmlElement receive() throws InterruptedException {
    var again = pushedBack.poll();
    if (again != null) {
      return again;
    }
    while (true) {
      var frame = inbound.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
      if (frame instanceof StreamFrame.Element element) {
        return element.element();
      }
      if (!(frame instanceof StreamFrame.Open)) {
        return null;
      }
    }
  }

  void pushBack(XmlElement element) {
    pushedBack.addFirst(element);
  }

  void closeStream() throws IOException {
    send("</stream:stream>");
  }

  /** Ends the connection with a reset. */
  void drop() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void readLoop() {
    var buffer = new byte[READ_BYTES];
    try (var in = socket.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        reader.feed(buffer, 0, n, this::onFrame);
      }
    } catch (IOException e) {
      // a reset is an end like another
    } finally {
      inbound.add(new StreamFrame.Close());
    }
  }

  private void onFrame(StreamFrame frame) {
    if (restartExpected
        && frame instanceof StreamFrame.Element element
        && element.element().is("success", "urn:ietf:params:xml:ns:xmpp-sasl")) {
      restartExpected = false;
      reader.restart();
    }
    inbound.add(frame);
  }
}
