package im.balcony.edge.tracing;

import im.balcony.actors.port.tracing.StanzaTraces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Spans of sampled messages by OpenTelemetry. A span says how long a step took and nothing of who
 * wrote what to whom. What a collector does not take in time is dropped, and nobody waits for it.
 */
public final class OtelTraces implements StanzaTraces, AutoCloseable {
  private static final int STOP_SECONDS_MAX = 2;

  private final int oneIn;
  private final TraceNames names = new TraceNames();
  private final SdkTracerProvider provider;
  private final Tracer tracer;
  // Between the clock of spans and that of this process.
  private final long epochNanos;

  private OtelTraces(TracingSettings settings, SpanExporter exporter, String node, Clock clock) {
    this.oneIn = settings.oneIn();
    this.epochNanos = ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant()) - System.nanoTime();
    this.provider =
        SdkTracerProvider.builder()
            .setIdGenerator(names)
            .setResource(
                Resource.builder()
                    .put(AttributeKey.stringKey("service.name"), "balcony")
                    .put(AttributeKey.stringKey("service.instance.id"), node)
                    .build())
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter)
                    .setMaxQueueSize(settings.queueSpansMax())
                    .setMaxExportBatchSize(Math.min(512, settings.queueSpansMax()))
                    .setScheduleDelay(settings.exportEvery())
                    .setExporterTimeout(settings.exportMax())
                    .build())
            .build();
    this.tracer = provider.get("im.balcony");
  }

  /**
   * To the collector that the settings name; none of its failures is anybody's here.
   *
   * @param node what tells this one from the others
   */
  public static OtelTraces open(TracingSettings settings, String node, Clock clock) {
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.endpoint())
            .setTimeout(settings.exportMax())
            .build();
    return to(exporter, settings, node, clock);
  }

  /** To this exporter. */
  static OtelTraces to(SpanExporter exporter, TracingSettings settings, String node, Clock clock) {
    return new OtelTraces(settings, exporter, node, clock);
  }

  @Override
  public boolean isOn() {
    return oneIn > 0;
  }

  @Override
  public boolean isSampled(long key) {
    return key != 0 && oneIn > 0 && Long.remainderUnsigned(TraceNames.mixed(key), oneIn) == 0;
  }

  @Override
  public void span(Step step, long key, long fromNanos, long toNanos) {
    var begun =
        tracer
            .spanBuilder(step.word())
            .setSpanKind(step == Step.STANZA ? SpanKind.SERVER : SpanKind.INTERNAL)
            .setStartTimestamp(epochNanos + fromNanos, TimeUnit.NANOSECONDS);
    if (step == Step.STANZA) {
      names.startRoot(key, () -> end(begun.setNoParent(), toNanos));
    } else {
      end(begun.setParent(Context.root().with(Span.wrap(TraceNames.root(key)))), toNanos);
    }
  }

  private void end(SpanBuilder begun, long toNanos) {
    begun.startSpan().end(epochNanos + toNanos, TimeUnit.NANOSECONDS);
  }

  /** Sends what waits now, and waits for that a moment. */
  void flush() {
    provider.forceFlush().join(STOP_SECONDS_MAX, TimeUnit.SECONDS);
  }

  /** Sends what waits, for a moment. */
  @Override
  public void close() {
    provider.shutdown().join(STOP_SECONDS_MAX, TimeUnit.SECONDS);
  }
}
