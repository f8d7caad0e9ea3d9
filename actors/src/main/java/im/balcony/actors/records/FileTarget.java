package im.balcony.actors.records;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.FileIO;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import im.balcony.actors.port.RecordTarget;
import im.balcony.persistence.event.call.StoredCallRecord;
import im.balcony.persistence.records.CallRecordFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A file that lines are appended to; they are on the disk when it says so. */
final class FileTarget implements RecordTarget {
  private static final Set<StandardOpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);

  private final ActorSystem<?> system;
  private final CallRecordFormat format;
  private final Path file;

  FileTarget(ActorSystem<?> system, CallRecordFormat format, Path file) {
    this.system = system;
    this.format = format;
    this.file = file;
  }

  /** Who changes the file or its form begins anew there. */
  @Override
  public String name() {
    return format + " " + file;
  }

  @Override
  public CompletionStage<?> write(List<StoredCallRecord> records) {
    var lines = new StringBuilder();
    if (!Files.exists(file)) {
      format.header().ifPresent(header -> lines.append(header).append('\n'));
    }
    for (StoredCallRecord record : records) {
      lines.append(format.line(record)).append('\n');
    }
    var bytes = ByteString.fromArray(lines.toString().getBytes(StandardCharsets.UTF_8));
    return Source.single(bytes).runWith(FileIO.toPath(file, APPEND), system);
  }
}
