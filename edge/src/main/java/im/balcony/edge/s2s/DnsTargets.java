package im.balcony.edge.s2s;

import im.balcony.edge.settings.S2sSettings;
import im.balcony.edge.settings.S2sSettings.Route;
import im.balcony.edge.settings.S2sSettings.RouteTls;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Static routes first, then what DNS says (RFC 6120 3.2): {@code _xmpps-server} and {@code
 * _xmpp-server}, and without either the domain itself at port 5269.
 */
final class DnsTargets implements TargetSource {
  private static final int PORT = 5269;

  private final DnsNameResolver resolver;
  private final Map<String, List<Route>> routes;
  private final int targetsMax;

  DnsTargets(EventLoop loop, S2sSettings settings) {
    this(
        new DnsNameResolverBuilder(loop)
            .datagramChannelFactory(NioDatagramChannel::new)
            // An answer that is too long for a datagram comes by TCP.
            .socketChannelFactory(NioSocketChannel::new)
            .build(),
        settings);
  }

  DnsTargets(DnsNameResolver resolver, S2sSettings settings) {
    this.resolver = resolver;
    this.routes = settings.routes().stream().collect(Collectors.groupingBy(Route::domain));
    this.targetsMax = settings.outbound().targetsMax();
  }

  @Override
  public CompletionStage<List<Target>> find(String domain) {
    var own = routes.get(domain);
    if (own != null) {
      return each(own, route -> addresses(route.host(), route.port(), route.tls()));
    }
    if (domain.startsWith("[")) {
      return addresses(domain.substring(1, domain.length() - 1), PORT, RouteTls.STARTTLS);
    }
    var ascii = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    return records("_xmpps-server._tcp.", ascii, RouteTls.DIRECT)
        .thenCombine(records("_xmpp-server._tcp.", ascii, RouteTls.STARTTLS), DnsTargets::joined)
        .thenCompose(
            records ->
                records.isEmpty() ? addresses(ascii, PORT, RouteTls.STARTTLS) : ofRecords(records));
  }

  private static List<SrvRecord> joined(List<SrvRecord> direct, List<SrvRecord> starttls) {
    var both = new ArrayList<>(direct);
    both.addAll(starttls);
    return both;
  }

  private CompletionStage<List<Target>> ofRecords(List<SrvRecord> records) {
    var services = records.stream().filter(record -> !record.isNone()).toList();
    var ordered = SrvRecord.inOrder(services, ThreadLocalRandom.current()::nextInt);
    return each(
        ordered.subList(0, Math.min(targetsMax, ordered.size())),
        record -> addresses(record.target(), record.port(), record.tls()));
  }

  /** No records where there is no answer: then the domain itself is asked for (RFC 6120 3.2.1). */
  private CompletableFuture<List<SrvRecord>> records(String service, String domain, RouteTls tls) {
    var question = new DefaultDnsQuestion(service + domain + ".", DnsRecordType.SRV);
    return completed(resolver.resolveAll(question))
        .handle((found, problem) -> found == null ? List.of() : read(found, tls));
  }

  private static List<SrvRecord> read(List<DnsRecord> found, RouteTls tls) {
    var records = new ArrayList<SrvRecord>();
    for (var record : found) {
      if (record.type().equals(DnsRecordType.SRV) && record instanceof ByteBufHolder raw) {
        SrvRecord.read(raw.content(), tls).ifPresent(records::add);
      }
      ReferenceCountUtil.release(record);
    }
    return records;
  }

  private CompletionStage<List<Target>> addresses(String host, int port, RouteTls tls) {
    return completed(resolver.resolveAll(host))
        .handle((found, problem) -> found == null ? List.<Target>of() : targets(found, port, tls));
  }

  private static List<Target> targets(List<InetAddress> found, int port, RouteTls tls) {
    return found.stream()
        .map(address -> new Target(new InetSocketAddress(address, port), tls))
        .toList();
  }

  /** One after the other, in order, so that there are never more questions than one. */
  private <T> CompletionStage<List<Target>> each(
      List<T> places, Function<T, CompletionStage<List<Target>>> lookUp) {
    CompletionStage<List<Target>> all = CompletableFuture.completedFuture(List.of());
    for (var place : places) {
      all =
          all.thenCompose(
              before ->
                  before.size() >= targetsMax
                      ? CompletableFuture.completedFuture(before)
                      : lookUp.apply(place).thenApply(more -> bounded(before, more)));
    }
    return all;
  }

  private List<Target> bounded(List<Target> before, List<Target> more) {
    var both = new ArrayList<>(before);
    both.addAll(more);
    return List.copyOf(both.subList(0, Math.min(targetsMax, both.size())));
  }

  private static <T> CompletableFuture<T> completed(Future<T> future) {
    var result = new CompletableFuture<T>();
    future.addListener(
        (Future<T> done) -> {
          if (done.isSuccess()) {
            result.complete(done.getNow());
          } else {
            result.completeExceptionally(done.cause());
          }
        });
    return result;
  }

  @Override
  public void close() {
    resolver.close();
  }
}
