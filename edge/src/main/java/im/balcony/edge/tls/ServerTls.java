package im.balcony.edge.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of all served domains: gives each connection its TLS handler, chosen by the name
 * the client asks for (SNI, RFC 6066 3), and takes changed files into use while running.
 */
public final class ServerTls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  private final SslProvider provider;
  private final Clock clock;
  private final int handshakeTimeoutMillis;
  private volatile List<ServedCertificate> served;
  private volatile Map<String, ServedCertificate> byDomain;
  // Released one reload later, so that no handshake that has just chosen one finds it gone.
  private List<ServedCertificate> retired = List.of();

  private ServerTls(
      SslProvider provider,
      Clock clock,
      int handshakeTimeoutMillis,
      List<ServedCertificate> served) {
    this.provider = provider;
    this.clock = clock;
    this.handshakeTimeoutMillis = handshakeTimeoutMillis;
    this.served = served;
    this.byDomain = index(served);
  }

  /** Loads what is configured, or makes the development certificate. */
  public static ServerTls open(TlsSettings settings, List<String> domains, Clock clock)
      throws TlsUnusableException {
    var provider = choose(settings.provider());
    if (provider == SslProvider.JDK) {
      // Read once, when the JDK first speaks TLS: a client must not make us negotiate again.
      System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }
    var files =
        settings.certificates().isEmpty()
            ? List.of(
                DevelopmentCertificate.in(settings.developmentFolder(), domains, clock.instant()))
            : settings.certificates();
    var served = new ArrayList<ServedCertificate>();
    for (var each : files) {
      served.add(ServedCertificate.load(each, provider, clock.instant()));
    }
    return new ServerTls(provider, clock, settings.handshakeTimeoutMillis(), List.copyOf(served));
  }

  private static SslProvider choose(TlsSettings.Provider wanted) throws TlsUnusableException {
    if (wanted == TlsSettings.Provider.OPENSSL && !OpenSsl.isAvailable()) {
      throw new TlsUnusableException(
          "balcony.edge.tls.provider = openssl, but its library does not load here: use auto");
    }
    return wanted != TlsSettings.Provider.JDK && OpenSsl.isAvailable()
        ? SslProvider.OPENSSL_REFCNT
        : SslProvider.JDK;
  }

  private static Map<String, ServedCertificate> index(List<ServedCertificate> served) {
    var byDomain = new LinkedHashMap<String, ServedCertificate>();
    for (var certificate : served) {
      certificate.files().domains().forEach(domain -> byDomain.put(ascii(domain), certificate));
    }
    return byDomain;
  }

  /**
   * For a connection on which the client speaks TLS now; {@code domain} is what it said in clear.
   */
  public ChannelHandler newXmppHandler(ByteBufAllocator allocator, @Nullable String domain) {
    return newHandler(allocator, domain, ServedCertificate::newXmppHandler);
  }

  public ChannelHandler newHttpsHandler(ByteBufAllocator allocator) {
    return newHandler(allocator, null, ServedCertificate::newHttpsHandler);
  }

  /** For a stream from another server to this domain of ours; null where that is not known yet. */
  public ChannelHandler newServerHandler(ByteBufAllocator allocator, @Nullable String domain) {
    return newHandler(allocator, domain, ServedCertificate::newServerHandler);
  }

  /** For a stream from this domain of ours to the server of another. */
  public ChannelHandler newHandlerTo(ByteBufAllocator allocator, String ours, String theirs) {
    var handler = certificateFor(ours).newHandlerTo(allocator, ascii(theirs));
    handler.setHandshakeTimeoutMillis(handshakeTimeoutMillis);
    return handler;
  }

  /** Whether the certificate of this domain of ours is made out to it. */
  public boolean isCertified(String ours) {
    return certificateFor(ours).names(ours);
  }

  private ChannelHandler newHandler(
      ByteBufAllocator allocator, @Nullable String domain, CertificateBySni.HandlerMaker maker) {
    if (served.size() > 1) {
      return new CertificateBySni(
          name -> certificateFor(name != null ? name : domain), maker, handshakeTimeoutMillis);
    }
    var handler = maker.make(served.get(0), allocator);
    handler.setHandshakeTimeoutMillis(handshakeTimeoutMillis);
    return handler;
  }

  private ServedCertificate certificateFor(@Nullable String domain) {
    var certificate = domain == null ? null : byDomain.get(ascii(domain));
    if (certificate != null) {
      return certificate;
    }
    var all = served;
    return all.stream()
        .filter(each -> each.files().domains().isEmpty())
        .findFirst()
        .orElse(all.get(0));
  }

  private static String ascii(String domain) {
    return java.net.IDN.toASCII(domain, java.net.IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
  }

  /** Takes changed files into use; a bad file leaves the certificate in use as it is. */
  public synchronized void reloadChanged() {
    var next = new ArrayList<ServedCertificate>();
    var replaced = new ArrayList<ServedCertificate>();
    for (var current : served) {
      next.add(current);
      if (current.isStale()) {
        try {
          next.set(
              next.size() - 1, ServedCertificate.load(current.files(), provider, clock.instant()));
          replaced.add(current);
          LOG.info("TLS certificate {} reloaded", current.files().chain());
        } catch (TlsUnusableException e) {
          LOG.error("TLS certificate not reloaded, the old one stays in use: {}", e.getMessage());
        }
      }
    }
    if (!replaced.isEmpty()) {
      served = List.copyOf(next);
      byDomain = index(next);
      retired.forEach(ServedCertificate::release);
      retired = replaced;
    }
  }

  @Override
  public synchronized void close() {
    retired.forEach(ServedCertificate::release);
    served.forEach(ServedCertificate::release);
  }
}
