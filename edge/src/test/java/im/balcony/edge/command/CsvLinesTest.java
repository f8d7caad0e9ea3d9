package im.balcony.edge.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvLinesTest {
  @Test
  void linesEndWithTheLineFeedOfAnySystemOrWithTheFile() throws IOException {
    assertEquals(List.of("one", "two", "", "four"), texts("one\ntwo\r\n\nfour".getBytes(UTF_8)));
    assertEquals(List.of("one"), texts("one\n".getBytes(UTF_8)));
    assertEquals(List.of(), texts(new byte[0]));
  }

  @Test
  void aLineThatIsNoTextIsNamedAndTheNextOneIsRead() throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write("rosé@a.example\n".getBytes(UTF_8));
    bytes.write(new byte[] {(byte) 0xe9, '@', 'a', '\n'});
    bytes.write("last".getBytes(UTF_8));
    var lines = lines(bytes.toByteArray());
    assertEquals("rosé@a.example", lines.get(0).text());
    assertEquals("line 2 is not UTF-8 text", lines.get(1).problem().orElseThrow());
    assertEquals(new CsvLines.Line(3, "last", java.util.Optional.empty()), lines.get(2));
  }

  @Test
  void anEndlessLineIsPassedOverWithoutBeingKept() throws IOException {
    var endless = "x".repeat(CsvLines.LINE_BYTES_MAX + 1);
    var lines = lines((endless + "\nnext").getBytes(UTF_8));
    assertTrue(lines.get(0).problem().orElseThrow().startsWith("line 1 is longer than"));
    assertEquals("next", lines.get(1).text());
  }

  private static List<String> texts(byte[] file) throws IOException {
    return lines(file).stream().map(CsvLines.Line::text).toList();
  }

  private static List<CsvLines.Line> lines(byte[] file) throws IOException {
    var read = new ArrayList<CsvLines.Line>();
    try (var lines = new CsvLines(new ByteArrayInputStream(file))) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        read.add(line.get());
      }
    }
    return read;
  }
}
