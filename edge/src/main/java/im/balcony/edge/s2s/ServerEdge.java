package im.balcony.edge.s2s;

import im.balcony.actors.routing.RemoteArrivals;
import im.balcony.edge.bridge.ConnectionWatch;
import im.balcony.edge.codec.StreamFrameDecoder;
import im.balcony.edge.codec.StreamFrameEncoder;
import im.balcony.edge.listen.ConnectionAdmission;
import im.balcony.edge.listen.EdgeUnusableException;
import im.balcony.edge.metrics.EdgeMetrics;
import im.balcony.edge.proxy.ProxyProtocol;
import im.balcony.edge.settings.BindAddress;
import im.balcony.edge.settings.EdgeSettings;
import im.balcony.edge.tls.PeerTrust;
import im.balcony.edge.tls.ServerTls;
import im.balcony.edge.tls.TlsUnusableException;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.dialback.DialbackKeys;
import im.balcony.protocol.xml.XmlLimits;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** Everything of one node that talks to other servers: listeners, streams, what waits for them. */
public final class ServerEdge implements AutoCloseable {
  private static final int OFF = -1;
  private static final int STOP_SECONDS_MAX = 2;
  private static final String STREAM = "stream";

  private final EdgeSettings settings;
  private final EventLoopGroup group =
      new NioEventLoopGroup(1, new DefaultThreadFactory("s2s", true));
  private final ChannelGroup channels;
  private final Map<String, Channel> listeners = new LinkedHashMap<>();
  private final ServerServices services;
  private final ConnectionAdmission admission;
  private final ProxyProtocol proxy;
  private final TargetSource targets;
  private final ServerLinks links;
  private final KeyQuestions questions;
  private final Incoming incoming;
  private final StreamFrameEncoder framesOut = new StreamFrameEncoder(OutboundStream.SERVER);

  private ServerEdge(
      EdgeSettings settings,
      Predicate<String> isOurs,
      byte[] sharedSecret,
      RemoteArrivals arrivals,
      ServerTls tls,
      PeerTrust trust,
      Function<EventLoop, TargetSource> finder) {
    this.settings = settings;
    var loop = group.next();
    this.channels = new DefaultChannelGroup(loop);
    var session = settings.c2s().session();
    this.services =
        new ServerServices(
            settings.s2s(),
            new PeerPolicy(isOurs, settings.s2s()),
            tls,
            trust,
            DialbackKeys.derivedFrom(sharedSecret),
            ConnectionWatch.on(loop),
            loop,
            XmlLimits.UNAUTHENTICATED.withStanzaBytesMax(
                settings.s2s().inbound().authenticationStanzaBytesMax()),
            settings.c2s().stanza().limits(),
            settings.c2s().stanza().secondsMax(),
            session.writeSecondsMax(),
            session.closeSecondsMax());
    this.admission = new ConnectionAdmission(settings.s2s().connections());
    this.proxy = new ProxyProtocol(settings.proxy());
    this.targets = finder.apply(loop);
    this.incoming = new Incoming(arrivals, this::answer);
    var dialer = new OutboundDialer(services, targets, channels, incoming);
    this.links = new ServerLinks(services, dialer);
    this.questions = new KeyQuestions(services, dialer);
    loop.execute(
        () -> {
          services.watch().add(links);
          services.watch().add(questions);
        });
  }

  /**
   * Opens the listeners, or none: the first that cannot be opened is named.
   *
   * @param isOurs the domains that are served here, services among them
   * @param sharedSecret the same on all nodes of the deployment
   * @param arrivals gets what other servers send
   */
  public static ServerEdge start(
      EdgeSettings settings,
      Predicate<String> isOurs,
      byte[] sharedSecret,
      RemoteArrivals arrivals,
      Clock clock)
      throws TlsUnusableException, EdgeUnusableException {
    return start(
        settings,
        isOurs,
        sharedSecret,
        arrivals,
        clock,
        loop -> new DnsTargets(loop, settings.s2s()));
  }

  /** As {@link #start}, but other servers are found so. */
  static ServerEdge start(
      EdgeSettings settings,
      Predicate<String> isOurs,
      byte[] sharedSecret,
      RemoteArrivals arrivals,
      Clock clock,
      Function<EventLoop, TargetSource> finder)
      throws TlsUnusableException, EdgeUnusableException {
    var trust = PeerTrust.open(settings.s2s().caFile());
    var tls = ServerTls.open(settings.tls(), settings.domains(), clock);
    var edge = new ServerEdge(settings, isOurs, sharedSecret, arrivals, tls, trust, finder);
    try {
      edge.listen("s2s", settings.s2s().port(), false);
      edge.listen("s2s-tls", settings.s2s().directTlsPort(), true);
    } catch (EdgeUnusableException e) {
      edge.close();
      throw e;
    }
    var seconds = settings.tls().reloadCheckSeconds();
    var unused =
        edge.group.scheduleWithFixedDelay(tls::reloadChanged, seconds, seconds, TimeUnit.SECONDS);
    return edge;
  }

  /** From now on what waits for other servers is counted here. */
  public void countBy(EdgeMetrics metrics) {
    links.countBy(metrics);
  }

  private void listen(String name, int port, boolean isDirect) throws EdgeUnusableException {
    if (port == OFF) {
      return;
    }
    var bound =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, settings.c2s().backlog())
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    proxy.open(channel, each -> admit(each, isDirect), () -> {});
                  }
                })
            .bind(BindAddress.of(settings.host(), port))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new EdgeUnusableException(
          "cannot listen for %s on %s port %d (%s): stop what uses it or set another port"
              .formatted(name, settings.host(), port, bound.cause().getMessage()),
          bound.cause());
    }
    listeners.put(name, bound.channel());
  }

  private void admit(Channel channel, boolean isDirect) {
    admission.admit(channel).ifPresent(place -> pipeline(channel, isDirect, place));
  }

  /** The handlers of one connection from another server, in their order. */
  private void pipeline(Channel channel, boolean isDirect, ConnectionAdmission.Place place) {
    channels.add(channel);
    if (isDirect) {
      channel.pipeline().addLast("tls", services.tls().newServerHandler(channel.alloc(), null));
    }
    var in =
        new StreamFrameDecoder(
            services.beforeProof(), services.settings().inbound().authenticationBytesMax());
    channel
        .pipeline()
        .addLast("frames-in", in)
        .addLast("frames-out", framesOut)
        .addLast(
            STREAM,
            new InboundStream(services, questions, links, incoming, in, isDirect, place::loggedIn));
  }

  /** What a stanza that could not be read is answered; nobody hears how that went. */
  private void answer(Stanza stanza) {
    var from = stanza.from();
    var to = stanza.to();
    if (from != null && to != null) {
      var unused = links.send(stanza, from.domain(), to.domain());
    }
  }

  /**
   * Sends a stanza from one of our domains to another server, in order for each pair of domains.
   *
   * @return nothing when it was written, or acknowledged where the stream does that; else why not
   */
  public CompletionStage<Optional<StanzaError>> send(Stanza stanza, String from, String to) {
    return links.send(stanza, from, to);
  }

  /** Whether the operator's lists let anybody reach this domain. */
  public boolean mayReach(String domain) {
    return links.mayReach(domain);
  }

  /** Where each listener is, by name: s2s, s2s-tls. */
  public Map<String, InetSocketAddress> addresses() {
    var addresses = new LinkedHashMap<String, InetSocketAddress>();
    listeners.forEach(
        (name, channel) -> addresses.put(name, (InetSocketAddress) channel.localAddress()));
    return addresses;
  }

  @Override
  public void close() {
    listeners.values().forEach(channel -> channel.close().awaitUninterruptibly());
    services
        .loop()
        .submit(
            () ->
                channels.forEach(
                    channel -> {
                      if (channel.pipeline().get(STREAM) instanceof InboundStream stream) {
                        stream.shutDown();
                      } else if (channel.pipeline().get(STREAM) instanceof OutboundStream stream) {
                        stream.close(StanzaError.remoteServerTimeout());
                      }
                    }))
        .awaitUninterruptibly();
    channels.close().awaitUninterruptibly(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    targets.close();
    group.shutdownGracefully(0, STOP_SECONDS_MAX, TimeUnit.SECONDS).awaitUninterruptibly();
    services.tls().close();
  }
}
