package im.balcony.edge.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.port.tracing.StanzaTraces.Step;
import im.balcony.config.NodeConfig;
import im.balcony.config.NodeRole;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What becomes of spans, and which messages have any. */
class OtelTracesTest {
  private static final long KEY = 4711;
  private static final long MILLI = 1_000_000;

  private final InMemorySpanExporter kept = InMemorySpanExporter.create();
  private final List<SpanData> told = new ArrayList<>();

  @Test
  void theStepsOfOneMessageAreOneTraceThoughDifferentNodesTellThem() {
    var start = System.nanoTime();
    tell("a", traces -> traces.span(Step.CONVERSATION, KEY, start + MILLI, start + 4 * MILLI));
    tell("b", traces -> traces.span(Step.JOURNAL, KEY, start + 2 * MILLI, start + 3 * MILLI));
    tell("c", traces -> traces.span(Step.STANZA, KEY, start, start + 5 * MILLI));
    tell("c", traces -> traces.span(Step.DELIVERY, KEY + 1, start, start + 5 * MILLI));
    var spans = told;
    assertEquals(List.of("conversation", "journal", "stanza", "delivery"), names(spans));
    var stanza = spans.get(2);
    assertFalse(stanza.getParentSpanContext().isValid(), "the outermost");
    for (var inner : spans.subList(0, 2)) {
      assertEquals(stanza.getTraceId(), inner.getTraceId());
      assertEquals(stanza.getSpanId(), inner.getParentSpanId());
      assertNotEquals(stanza.getSpanId(), inner.getSpanId());
      assertTrue(inner.getStartEpochNanos() > stanza.getStartEpochNanos() - 100 * MILLI);
    }
    assertNotEquals(stanza.getTraceId(), spans.get(3).getTraceId(), "another message");
    assertEquals(5 * MILLI, stanza.getEndEpochNanos() - stanza.getStartEpochNanos());
    assertTrue(stanza.getAttributes().isEmpty(), "nothing of who wrote what");
  }

  @Test
  void timesAreThoseOfTheClock() {
    var at = Instant.parse("2026-08-01T12:00:00Z");
    var traces = OtelTraces.to(kept, settings(1), "a", Clock.fixed(at, ZoneOffset.UTC));
    traces.span(Step.STANZA, KEY, System.nanoTime(), System.nanoTime());
    traces.flush();
    var start = Instant.ofEpochSecond(0, kept.getFinishedSpanItems().get(0).getStartEpochNanos());
    assertTrue(Duration.between(at, start).abs().toMinutes() < 1, start.toString());
    traces.close();
  }

  @Test
  void oneInSoManyIsSampledOnEveryNodeTheSame() {
    try (var traces = OtelTraces.to(kept, settings(10), "a", Clock.systemUTC());
        var others = OtelTraces.to(kept, settings(10), "b", Clock.systemUTC())) {
      assertTrue(traces.isOn());
      var sampled = LongStream.rangeClosed(1, 100_000).filter(traces::isSampled).toArray();
      assertTrue(sampled.length > 9_000 && sampled.length < 11_000, "" + sampled.length);
      assertTrue(LongStream.of(sampled).allMatch(others::isSampled));
      assertFalse(traces.isSampled(0), "without a key");
    }
  }

  @Test
  void itIsOffByDefaultAndWrongSettingsAreNamed() {
    assertFalse(TracingSettings.from(NodeConfig.reference(NodeRole.BOTH)).isOn());
    assertThrows(IllegalArgumentException.class, () -> settings(-1));
    var wrong =
        assertThrows(
            IllegalArgumentException.class,
            () -> new TracingSettings(1, "collector:4318", 10, Duration.ZERO, Duration.ZERO));
    assertTrue(String.valueOf(wrong.getMessage()).contains("balcony.tracing.endpoint"));
  }

  // ---- steps

  private void tell(String node, Consumer<OtelTraces> what) {
    var exporter = InMemorySpanExporter.create();
    try (var traces = OtelTraces.to(exporter, settings(1), node, Clock.systemUTC())) {
      what.accept(traces);
      traces.flush();
      told.addAll(exporter.getFinishedSpanItems());
    }
  }

  private static List<String> names(List<SpanData> spans) {
    return spans.stream().map(SpanData::getName).toList();
  }

  private static TracingSettings settings(int oneIn) {
    return new TracingSettings(
        oneIn,
        "http://127.0.0.1:4318/v1/traces",
        100,
        Duration.ofSeconds(5),
        Duration.ofSeconds(5));
  }
}
