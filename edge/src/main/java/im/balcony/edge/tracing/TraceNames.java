package im.balcony.edge.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;

/**
 * The ids of a trace and of its outermost span, made of the message's key: each node names the same
 * ones without having been told. All other spans have random ids.
 */
final class TraceNames implements IdGenerator {
  private static final long ODD = 0x9e3779b97f4a7c15L; // of SplitMix64
  private static final long NOT_A_ROOT = 0;

  private final IdGenerator random = IdGenerator.random();
  private final ThreadLocal<Long> root = ThreadLocal.withInitial(() -> NOT_A_ROOT);

  static String traceId(long key) {
    return TraceId.fromLongs(mixed(key), mixed(key + ODD));
  }

  static String rootId(long key) {
    return SpanId.fromLong(mixed(key ^ ODD) | 1);
  }

  /** The outermost span of this message, wherever it is told. */
  static SpanContext root(long key) {
    return SpanContext.createFromRemoteParent(
        traceId(key), rootId(key), TraceFlags.getSampled(), TraceState.getDefault());
  }

  /** Keys differ in few bits where ids of messages are counted: these do not (SplitMix64). */
  static long mixed(long key) {
    var mixed = key;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** The span that this thread starts next is the outermost one of this message. */
  void startRoot(long key, Runnable start) {
    root.set(key);
    try {
      start.run();
    } finally {
      root.remove();
    }
  }

  @Override
  public String generateSpanId() {
    long key = root.get();
    return key == NOT_A_ROOT ? random.generateSpanId() : rootId(key);
  }

  @Override
  public String generateTraceId() {
    long key = root.get();
    return key == NOT_A_ROOT ? random.generateTraceId() : traceId(key);
  }
}
