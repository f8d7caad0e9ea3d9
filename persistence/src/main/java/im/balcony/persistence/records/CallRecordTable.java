package im.balcony.persistence.records;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** Records of calls in partitions of (shard, hour), and how far each reader of them has come. */
public interface CallRecordTable {

  /**
   * Durable when done. The same again changes nothing.
   *
   * @param keep after which it goes by itself; at least a second
   */
  CompletionStage<Void> write(CallRecordRow row, Duration keep);

  /**
   * What was written in a part of one hour, oldest first.
   *
   * @param fromMicros inclusive
   * @param toMicros exclusive
   */
  CompletionStage<List<CallRecordRow>> read(
      int shard, long epochHour, long fromMicros, long toMicros, int rowsMax);

  /** Before this time (microseconds since 1970) the reader has everything; empty for a new one. */
  CompletionStage<OptionalLong> offset(String reader);

  CompletionStage<Void> setOffset(String reader, long micros);
}
