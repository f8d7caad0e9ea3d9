package im.balcony.edge.listen;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import im.balcony.actors.port.metrics.NodeMetrics;
import im.balcony.actors.session.ClientSessions;
import im.balcony.actors.session.LocalSessions;
import im.balcony.edge.metrics.EdgeMetrics;
import im.balcony.edge.negotiate.ClientServices;
import im.balcony.edge.negotiate.LoginAdmission;
import im.balcony.edge.negotiate.Transport;
import im.balcony.edge.proxy.ProxyProtocol;
import im.balcony.edge.settings.BindAddress;
import im.balcony.edge.settings.EdgeSettings;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners for clients of one node, from the first bind to the last connection's end. */
public final class ClientEdge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClientEdge.class);

  // An idle connection holds no read buffer; a busy one grows to this.
  private static final int READ_BYTES_MIN = 64;
  private static final int READ_BYTES_FIRST = 1024;
  private static final int READ_BYTES_MAX = 16 * 1024;
  private static final int WRITE_LOW_BYTES = 32 * 1024;
  private static final int WRITE_HIGH_BYTES = 128 * 1024;

  /** How much may wait for a slow client before its session is asked to wait. */
  static final WriteBufferWaterMark WRITE_BUFFER =
      new WriteBufferWaterMark(WRITE_LOW_BYTES, WRITE_HIGH_BYTES);

  private static final int OFF = -1;
  private static final String LOOPBACK = "127.0.0.1";
  private static final String HTTP = "http";

  private final EdgeSettings settings;
  private final EventLoops loops;
  private final ActorRef<ClientSessions.Command> sessions;
  private final LocalSessions resumable;
  private final LoginAdmission logins;
  private final EdgeMetrics metrics;
  private final EdgeDrain drain;
  private final ConnectionAdmission admission;
  private final ProxyProtocol proxy;
  private final Map<String, Channel> listeners = new LinkedHashMap<>();

  private ClientEdge(EventLoops loops, ClientServices services, EdgeDrain drain) {
    this.settings = services.settings();
    this.loops = loops;
    this.sessions = services.sessions();
    this.resumable = services.resumable();
    this.logins = services.admission();
    this.metrics = services.metrics();
    this.drain = drain;
    this.admission = new ConnectionAdmission(settings.c2s().connections());
    this.proxy = new ProxyProtocol(settings.proxy());
  }

  /**
   * Opens every listener that is not switched off, or none: the first that cannot be opened is
   * named.
   */
  static ClientEdge start(EventLoops loops, ClientServices services, ActorSystem<?> system)
      throws EdgeUnusableException {
    var settings = services.settings();
    var drain = new EdgeDrain(system, settings.drain(), services.sessions(), services.arrivals());
    var edge = new ClientEdge(loops, services, drain);
    var pipeline = new ClientPipeline(services, loops, edge.admission);
    var c2s = settings.c2s();
    try {
      edge.listen(
          "c2s",
          settings.host(),
          c2s.port(),
          (channel, place) -> pipeline.tcp(channel, Transport.TCP, place));
      edge.listen(
          "c2s-tls",
          settings.host(),
          c2s.directTlsPort(),
          (channel, place) -> pipeline.tcp(channel, Transport.DIRECT_TLS, place));
      edge.listen(
          "https",
          settings.host(),
          settings.http().httpsPort(),
          (channel, place) -> pipeline.http(channel, true, place));
      // In clear: a proxy on this machine only, whatever the host says.
      edge.listen(
          HTTP,
          LOOPBACK,
          settings.http().httpPort(),
          (channel, place) -> pipeline.http(channel, false, place));
    } catch (EdgeUnusableException e) {
      edge.closeListeners();
      throw e;
    }
    var unused =
        loops
            .group()
            .scheduleWithFixedDelay(
                services.tls()::reloadChanged,
                settings.tls().reloadCheckSeconds(),
                settings.tls().reloadCheckSeconds(),
                TimeUnit.SECONDS);
    return edge;
  }

  private void listen(
      String name, String host, int port, BiConsumer<Channel, ConnectionAdmission.Place> pipeline)
      throws EdgeUnusableException {
    if (port == OFF) {
      return;
    }
    var bound =
        new ServerBootstrap()
            .group(loops.group())
            .channel(loops.serverChannel())
            .option(ChannelOption.SO_BACKLOG, settings.c2s().backlog())
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(
                ChannelOption.RCVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(READ_BYTES_MIN, READ_BYTES_FIRST, READ_BYTES_MAX))
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BUFFER)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (name.equals(HTTP)) {
                      admit(channel, pipeline); // its proxy is on this machine and says so in HTTP
                    } else {
                      proxy.open(channel, each -> admit(each, pipeline), ClientEdge.this::refused);
                    }
                  }
                })
            .bind(BindAddress.of(host, port))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new EdgeUnusableException(
          "cannot listen for %s on %s port %d (%s): stop what uses it or set another port"
              .formatted(name, host, port, bound.cause().getMessage()),
          bound.cause());
    }
    listeners.put(name, bound.channel());
  }

  private void admit(Channel channel, BiConsumer<Channel, ConnectionAdmission.Place> pipeline) {
    admission
        .admit(channel)
        .ifPresentOrElse(place -> pipeline.accept(channel, place), this::refused);
  }

  private void refused() {
    metrics.refused(NodeMetrics.Limit.CONNECTIONS);
  }

  /** Where each listener is, by name: c2s, c2s-tls, https, http. */
  public Map<String, InetSocketAddress> addresses() {
    var addresses = new LinkedHashMap<String, InetSocketAddress>();
    listeners.forEach(
        (name, channel) -> addresses.put(name, (InetSocketAddress) channel.localAddress()));
    return addresses;
  }

  /** Whether every listener that was opened is open still. */
  public boolean isListening() {
    return listeners.values().stream().allMatch(Channel::isActive);
  }

  /** Open connections, bound or not. */
  public int connections() {
    return admission.connections();
  }

  /** Logins of clients that are worked on. */
  public int loginsInProgress() {
    return logins.inProgress();
  }

  /** Logins that wait for their turn. */
  public int loginsWaiting() {
    return logins.waiting();
  }

  /** Sessions on this node, with a connection or without. */
  public long openSessions() {
    return resumable.openSessions();
  }

  /** Those of them that can be resumed (XEP-0198 5). */
  public int resumableSessions() {
    return resumable.size();
  }

  /**
   * Takes no new connections and lets the sessions go to other edges, evenly over the window; waits
   * for that.
   *
   * @param hurry once complete, nothing is waited for
   */
  public void letGo(CompletableFuture<Void> hurry) {
    closeListeners();
    drain.letGo(hurry);
  }

  /**
   * Takes no new connections, tells every client that is still there where to go or that this is
   * the end, and waits.
   */
  @Override
  public void close() {
    closeListeners();
    var ended = new CompletableFuture<Void>();
    sessions.tell(new ClientSessions.EndAll(settings.drain().end(), ended));
    try {
      ended.get(settings.drain().secondsMax(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.info("{} connections did not end in time and are cut", connections());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loops.group().shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void closeListeners() {
    List<Channel> open = new ArrayList<>(listeners.values());
    open.forEach(channel -> channel.close().awaitUninterruptibly());
  }
}
