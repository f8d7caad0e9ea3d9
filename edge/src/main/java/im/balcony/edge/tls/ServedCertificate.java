package im.balcony.edge.tls;

import im.balcony.protocol.sasl.ChannelBindings;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.ReferenceCountUtil;
import java.nio.file.attribute.FileTime;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** One certificate in use, with the TLS contexts made of it (RFC 9325: TLS 1.2 and 1.3, AEAD). */
final class ServedCertificate {
  private static final List<String> CIPHERS =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
  private static final long SESSION_TIMEOUT_SECONDS = 3600;
  private static final long SESSIONS_CACHED_MAX = 4096;

  private final CertificateFiles files;
  private final List<FileTime> stamp;
  private final Optional<byte[]> serverEndPoint;
  private final SslContext xmpp;
  private final SslContext https;
  private final SslContext servers;
  private final SslContext toServers;
  private final X509Certificate leaf;

  private ServedCertificate(
      CertificateFiles files,
      List<FileTime> stamp,
      Optional<byte[]> serverEndPoint,
      SslContext xmpp,
      SslContext https,
      SslContext servers,
      SslContext toServers,
      X509Certificate leaf) {
    this.files = files;
    this.stamp = stamp;
    this.serverEndPoint = serverEndPoint;
    this.xmpp = xmpp;
    this.https = https;
    this.servers = servers;
    this.toServers = toServers;
    this.leaf = leaf;
  }

  static ServedCertificate load(CertificateFiles files, SslProvider provider, Instant now)
      throws TlsUnusableException {
    var chain = files.read(now);
    var key = PemKey.read(files.key());
    KeyMatch.require(key, chain.get(0), files);
    try {
      return new ServedCertificate(
          files,
          files.stamp(),
          ChannelBindings.serverEndPoint(chain.get(0)),
          context(provider, key, chain, "xmpp-client"),
          context(provider, key, chain, "http/1.1"),
          PeerContexts.accepting(key, chain, CIPHERS),
          PeerContexts.initiating(key, chain, CIPHERS),
          chain.get(0));
    } catch (java.io.IOException e) {
      throw new TlsUnusableException(
          "TLS cannot use %s with %s: %s".formatted(files.chain(), files.key(), e.getMessage()), e);
    }
  }

  private static SslContext context(
      SslProvider provider, PrivateKey key, List<X509Certificate> chain, String protocol)
      throws SSLException {
    return SslContextBuilder.forServer(key, chain.toArray(X509Certificate[]::new))
        .sslProvider(provider)
        .protocols("TLSv1.3", "TLSv1.2")
        .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
        .sessionTimeout(SESSION_TIMEOUT_SECONDS)
        .sessionCacheSize(SESSIONS_CACHED_MAX)
        // XEP-0368 2: a client that says no ALPN is served as well.
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                protocol))
        .build();
  }

  CertificateFiles files() {
    return files;
  }

  boolean isStale() {
    try {
      return !files.stamp().equals(stamp);
    } catch (java.io.IOException beingReplaced) {
      return false;
    }
  }

  TlsHandler newXmppHandler(ByteBufAllocator allocator) {
    return new TlsHandler(xmpp.newEngine(allocator), serverEndPoint);
  }

  TlsHandler newHttpsHandler(ByteBufAllocator allocator) {
    return new TlsHandler(https.newEngine(allocator), serverEndPoint);
  }

  /** For a stream that another server opens; it is asked for its certificate. */
  TlsHandler newServerHandler(ByteBufAllocator allocator) {
    return new TlsHandler(servers.newEngine(allocator), Optional.empty());
  }

  /** For a stream to the server of this domain. */
  TlsHandler newHandlerTo(ByteBufAllocator allocator, String domain) {
    return new TlsHandler(
        PeerContexts.named(toServers.newEngine(allocator), domain), Optional.empty());
  }

  /** Whether it is made out to this domain. */
  boolean names(String domain) {
    return CertificateNames.fit(leaf, domain);
  }

  /** Connections in being keep what they need of the contexts. */
  void release() {
    ReferenceCountUtil.release(xmpp);
    ReferenceCountUtil.release(https);
  }
}
