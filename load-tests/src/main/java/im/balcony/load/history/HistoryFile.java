package im.balcony.load.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A history on disk: one JSON object a line, in the order of recording. */
public final class HistoryFile implements HistoryRecorder, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter WRITER = JSON.writerFor(HistoryEvent.class);
  private static final ObjectReader READER = JSON.readerFor(HistoryEvent.class);

  private final BufferedWriter lines;

  private HistoryFile(BufferedWriter lines) {
    this.lines = lines;
  }

  public static HistoryFile create(Path file) throws IOException {
    return new HistoryFile(Files.newBufferedWriter(file));
  }

  public static List<HistoryEvent> read(Path file) throws IOException {
    var events = new ArrayList<HistoryEvent>();
    try (var reader = Files.newBufferedReader(file)) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        events.add(READER.readValue(line));
      }
    }
    return events;
  }

  @Override
  public void record(HistoryEvent event) {
    try {
      var line = WRITER.writeValueAsString(event);
      synchronized (lines) {
        lines.write(line);
        lines.newLine();
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a history event: " + event, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (lines) {
      lines.close();
    }
  }
}
