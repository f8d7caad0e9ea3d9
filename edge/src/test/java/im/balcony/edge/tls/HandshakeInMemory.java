package im.balcony.edge.tls;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A TLS handshake between two engines without a socket. */
final class HandshakeInMemory {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int STEPS_MAX = 100;

  private HandshakeInMemory() {}

  static Certificate peerCertificate(SSLEngine server) throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
    var client = context.createSSLEngine("localhost", 1);
    client.setUseClientMode(true);
    client.beginHandshake();
    server.beginHandshake();
    var toServer = ByteBuffer.allocate(BUFFER_BYTES);
    var toClient = ByteBuffer.allocate(BUFFER_BYTES);
    for (int i = 0; i < STEPS_MAX && !isDone(client); i++) {
      step(client, toServer, toClient);
      step(server, toClient, toServer);
    }
    return client.getSession().getPeerCertificates()[0];
  }

  private static boolean isDone(SSLEngine engine) {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
        && !engine.getSession().getProtocol().equals("NONE");
  }

  private static void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws Exception {
    var plain = ByteBuffer.allocate(BUFFER_BYTES);
    for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
      task.run();
    }
    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      engine.wrap(ByteBuffer.allocate(0), out);
    } else {
      in.flip();
      engine.unwrap(in, plain);
      in.compact();
    }
  }

  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
