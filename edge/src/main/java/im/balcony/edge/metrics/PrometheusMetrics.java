package im.balcony.edge.metrics;

import im.balcony.actors.port.PushOutcome;
import im.balcony.actors.port.PushProvider;
import im.balcony.persistence.event.call.CallEnd;
import im.balcony.protocol.sasl.HtMechanism;
import im.balcony.protocol.sasl.SaslMechanism;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts into a registry of Micrometer. Every series is there from the start with its labels, so
 * that a rate is known from the first event, nothing is looked up by name while stanzas pass, and
 * no label has a value that a client chose.
 *
 * <p>Longer than most: this is the list of all figures but those of the JVM.
 */
public final class PrometheusMetrics implements EdgeMetrics, AutoCloseable {
  private static final String OTHER = "other";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmMeters jvm = JvmMeters.bind(registry);

  private final Map<StanzaKind, Counter> stanzasIn =
      each(StanzaKind.class, kind -> counter("balcony.stanzas.in", "kind", kind.label()));
  private final Counter stanzasOut = counter("balcony.stanzas.out");
  private final Timer acknowledged = latency("balcony.acknowledgement");
  private final Timer delivered = latency("balcony.delivery");
  private final Map<LogKind, Timer> writes =
      each(LogKind.class, log -> latency("balcony.journal.write", "log", log.label()));
  private final Map<LogKind, DistributionSummary> batches =
      each(
          LogKind.class,
          log ->
              DistributionSummary.builder("balcony.journal.batch.events")
                  .tag("log", log.label())
                  .register(registry));
  private final Map<LogKind, Counter> writeFailures =
      each(LogKind.class, log -> counter("balcony.journal.failures", "log", log.label()));
  private final LongAdder writesInFlight = sum("balcony.journal.writes.in.flight");
  private final Map<Limit, Counter> refusals =
      each(Limit.class, limit -> counter("balcony.refusals", "limit", limit.label()));
  private final Counter archiveReads = counter("balcony.archive.reads");
  private final Counter archiveRows = counter("balcony.archive.rows");
  private final LongAdder liveCalls = sum("balcony.calls.live");
  private final Map<CallEnd, Counter> callEnds =
      each(CallEnd.class, end -> counter("balcony.calls.ended", "reason", label(end)));
  private final LongAdder occupants = sum("balcony.room.occupants");
  private final AtomicInteger notes = number("balcony.outbox.notes");
  private final AtomicLong noteAge = longNumber("balcony.outbox.oldest.seconds");
  private final Map<Carrier, LongAdder> sessions =
      each(Carrier.class, carrier -> sum("balcony.sessions", "transport", carrier.label()));
  private final Map<String, Map<LoginResult, Counter>> logins = logins();
  private final Counter resumed = counter("balcony.resumptions", "outcome", "resumed");
  private final Counter lapsed = counter("balcony.resumptions", "outcome", "failed");
  private final Map<PushProvider, Map<PushOutcome, Counter>> pushes =
      each(
          PushProvider.class,
          provider ->
              each(
                  PushOutcome.class,
                  outcome ->
                      counter(
                          "balcony.push.notifications",
                          "provider",
                          provider.word(),
                          "outcome",
                          label(outcome))));
  private final AtomicInteger serversWaiting = number("balcony.s2s.waiting.stanzas");
  private final AtomicInteger serversOldest = number("balcony.s2s.oldest.seconds");
  private final Counter databaseRestarts = counter("balcony.cassandra.restarts");

  // ---- how they are made

  private Counter counter(String name, String... tags) {
    return Counter.builder(name).tags(tags).register(registry);
  }

  private Timer latency(String name, String... tags) {
    return Timer.builder(name)
        .tags(tags)
        .serviceLevelObjectives(LatencyBuckets.BOUNDS)
        .register(registry);
  }

  private LongAdder sum(String name, String... tags) {
    var sum = new LongAdder();
    Gauge.builder(name, sum, LongAdder::sum).tags(tags).register(registry);
    return sum;
  }

  private AtomicInteger number(String name, String... tags) {
    var number = new AtomicInteger();
    Gauge.builder(name, number, AtomicInteger::get).tags(tags).register(registry);
    return number;
  }

  private AtomicLong longNumber(String name) {
    var number = new AtomicLong();
    Gauge.builder(name, number, AtomicLong::get).register(registry);
    return number;
  }

  private static <K extends Enum<K>, V> Map<K, V> each(Class<K> keys, Function<K, V> made) {
    var all = new EnumMap<K, V>(keys);
    for (var key : keys.getEnumConstants()) {
      all.put(key, made.apply(key));
    }
    return all;
  }

  private Map<String, Map<LoginResult, Counter>> logins() {
    var names = new ArrayList<>(List.of(OTHER));
    Stream.of(SaslMechanism.values()).map(SaslMechanism::saslName).forEach(names::add);
    Stream.of(HtMechanism.values()).map(HtMechanism::saslName).forEach(names::add);
    var all = new HashMap<String, Map<LoginResult, Counter>>();
    for (var name : names) {
      all.put(
          name,
          each(
              LoginResult.class,
              result -> counter("balcony.logins", "mechanism", name, "outcome", result.label())));
    }
    return all;
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  // ---- figures that are asked for when somebody reads them

  /** A figure that this part of the node knows at any time, for as long as the node lives. */
  public void gauge(String name, Supplier<Number> value, String... tags) {
    Gauge.builder(name, value).strongReference(true).tags(tags).register(registry);
  }

  /** All figures as text, in the exposition format of Prometheus 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  // ---- what is counted

  @Override
  public void stanzaIn(StanzaKind kind) {
    of(stanzasIn, kind).increment();
  }

  @Override
  public void stanzasOut(int count) {
    if (count > 0) {
      stanzasOut.increment(count);
    }
  }

  @Override
  public void acknowledged(long nanos) {
    acknowledged.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void delivered(long nanos) {
    delivered.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void writing(LogKind log, int events) {
    writesInFlight.increment();
    of(batches, log).record(events);
  }

  @Override
  public void written(LogKind log, long nanos) {
    writesInFlight.decrement();
    of(writes, log).record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void writeFailed(LogKind log) {
    writesInFlight.decrement();
    of(writeFailures, log).increment();
  }

  @Override
  public void refused(Limit limit) {
    of(refusals, limit).increment();
  }

  @Override
  public void archiveRead(int rows) {
    archiveReads.increment();
    archiveRows.increment(rows);
  }

  @Override
  public void liveCalls(int more) {
    liveCalls.add(more);
  }

  @Override
  public void callEnded(CallEnd end) {
    of(callEnds, end).increment();
  }

  @Override
  public void occupants(int more) {
    occupants.add(more);
  }

  @Override
  public void swept(int found, long oldestSeconds) {
    notes.set(found);
    noteAge.set(oldestSeconds);
  }

  @Override
  public void connected(Carrier carrier, int more) {
    of(sessions, carrier).add(more);
  }

  /** How many have a session and a connection. */
  public long connectedSessions() {
    return sessions.values().stream().mapToLong(LongAdder::sum).sum();
  }

  @Override
  public void login(String mechanism, LoginResult result) {
    var known = logins.get(mechanism);
    of(known == null ? logins.get(OTHER) : known, result).increment();
    if (result == LoginResult.TOO_OFTEN) {
      refused(Limit.LOGIN_FAILURES);
    }
  }

  @Override
  public void resumption(boolean taken) {
    (taken ? resumed : lapsed).increment();
  }

  @Override
  public void pushed(PushProvider provider, PushOutcome outcome) {
    of(of(pushes, provider), outcome).increment();
  }

  @Override
  public void serversWait(int stanzas, int oldestSeconds) {
    serversWaiting.set(stanzas);
    serversOldest.set(oldestSeconds);
  }

  @Override
  public void databaseRestarted() {
    databaseRestarts.increment();
  }

  private static <K, V> V of(@Nullable Map<K, V> all, K key) {
    return Objects.requireNonNull(Objects.requireNonNull(all).get(key));
  }

  @Override
  public void close() {
    jvm.close();
    registry.close();
  }
}
