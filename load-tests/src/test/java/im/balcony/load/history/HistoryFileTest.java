package im.balcony.load.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.load.history.HistoryEvent.Marker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was recorded is read back as it was. */
class HistoryFileTest {
  @TempDir Path folder;

  @Test
  void a_history_survives_the_file() throws IOException {
    var events = new ArrayList<>(GeneratedHistory.of(7, 4, 200));
    events.add(new Marker("kill -9 of the server"));
    var file = folder.resolve("history.jsonl");
    try (var recorder = HistoryFile.create(file)) {
      events.forEach(recorder::record);
    }

    assertEquals(events, HistoryFile.read(file));
  }

  @Test
  void a_line_is_one_compact_json_object() throws IOException {
    var file = folder.resolve("history.jsonl");
    try (var recorder = HistoryFile.create(file)) {
      recorder.record(new HistoryEvent.Sent("load1", "load1/2", "load1-3", "load2"));
    }

    assertEquals(
        "{\"t\":\"sent\",\"a\":\"load1\",\"s\":\"load1/2\",\"m\":\"load1-3\",\"to\":\"load2\"}\n",
        Files.readString(file));
  }
}
