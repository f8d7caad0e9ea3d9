package im.balcony.edge.admin;

import im.balcony.persistence.records.CallRecordFormat;
import im.balcony.persistence.records.CallRecordReader;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gives the operator the records of calls that are kept. */
public final class CallRecordDesk {
  private final CallRecordReader records;
  private final int rowsMax;
  private final Clock clock;

  /**
   * @param rowsMax of one shard in a page
   */
  public CallRecordDesk(CallRecordReader records, int rowsMax, Clock clock) {
    this.records = records;
    this.rowsMax = rowsMax;
    this.clock = clock;
  }

  CompletionStage<AdminReply> export(AdminRequest.ExportCalls export) {
    var format = CallRecordFormat.named(export.format());
    if (format.isEmpty()) {
      return CompletableFuture.completedFuture(AdminReply.problem("the format is json or csv"));
    }
    var now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    return records
        .page(export.fromMicros(), now, rowsMax)
        .thenApply(
            page ->
                AdminReply.lines(
                    page.records().stream().map(format.get()::line).toList(),
                    page.nextMicros(),
                    page.nextMicros() < now));
  }
}
