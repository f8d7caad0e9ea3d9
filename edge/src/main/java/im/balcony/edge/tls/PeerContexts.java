package im.balcony.edge.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.net.Socket;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS between servers. The handshake takes any certificate; whether it proves anything is asked
 * afterwards ({@link PeerTrust}), since dialback needs none (RFC 7590 3.4).
 *
 * <p>By the JDK alone: few streams, and its engines keep a peer's certificates when a session is
 * resumed.
 */
final class PeerContexts {
  // XEP-0368 5.
  private static final String PROTOCOL = "xmpp-server";

  private PeerContexts() {}

  static SslContext accepting(PrivateKey key, List<X509Certificate> chain, List<String> ciphers)
      throws SSLException {
    return common(
        SslContextBuilder.forServer(key, chain.toArray(X509Certificate[]::new))
            .clientAuth(ClientAuth.OPTIONAL),
        ciphers);
  }

  static SslContext initiating(PrivateKey key, List<X509Certificate> chain, List<String> ciphers)
      throws SSLException {
    return common(
        SslContextBuilder.forClient().keyManager(key, chain.toArray(X509Certificate[]::new)),
        ciphers);
  }

  private static SslContext common(SslContextBuilder builder, List<String> ciphers)
      throws SSLException {
    return builder
        .sslProvider(SslProvider.JDK)
        .trustManager(new JudgedLater())
        .protocols("TLSv1.3", "TLSv1.2")
        .ciphers(ciphers, SupportedCipherSuiteFilter.INSTANCE)
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                PROTOCOL))
        .build();
  }

  /** It asks for the certificate of the domain, not of the host that SRV names (XEP-0368 5). */
  static SSLEngine named(SSLEngine engine, String asciiDomain) {
    try {
      var parameters = engine.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(asciiDomain)));
      engine.setSSLParameters(parameters);
    } catch (IllegalArgumentException notAHostName) {
      // An address: it is asked for nothing (RFC 6066 3).
    }
    return engine;
  }

  private static final class JudgedLater extends X509ExtendedTrustManager {
    private static final X509Certificate[] NO_ISSUERS = {};

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return NO_ISSUERS;
    }
  }
}
