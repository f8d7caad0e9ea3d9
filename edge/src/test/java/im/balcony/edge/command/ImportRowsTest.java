package im.balcony.edge.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.edge.admin.ImportRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ImportRowsTest {
  private final List<String> refused = new ArrayList<>();

  @Test
  void rowsComeInBatchesUntilTheFileEnds() throws IOException {
    var rows = rows("# people\na@x,1\nb@x,2\n\nc@x,3\n");
    assertEquals(List.of("a@x", "b@x"), addresses(rows.next(2)));
    assertEquals(List.of("c@x"), addresses(rows.next(2)));
    assertEquals(List.of(), addresses(rows.next(2)));
    assertEquals(List.of(), refused);
  }

  @Test
  void aLineThatIsNoRowIsNamedAndTheOthersAreTaken() throws IOException {
    var rows = rows("a@x,1\nnonsense\nb@x,\"2\nc@x,3\n");
    assertEquals(List.of("a@x", "c@x"), addresses(rows.next(10)));
    assertEquals(2, refused.size());
    assertEquals("line 3: a quote is not closed", refused.get(1));
  }

  @Test
  void anAccountThatStandsTwiceIsMadeAsItStandsFirst() throws IOException {
    var rows = rows("romeo@x,1\njuliet@x,2\nRomeo@x,3\nromeo@x,4\n");
    var batch = rows.next(10);
    assertEquals(List.of("romeo@x", "juliet@x"), addresses(batch));
    assertEquals("1", batch.get(0).password());
    assertEquals(
        List.of(
            "line 3: romeo@x stands on line 1 already", "line 4: romeo@x stands on line 1 already"),
        refused);
  }

  private ImportRows rows(String file) {
    return new ImportRows(
        new CsvLines(new ByteArrayInputStream(file.getBytes(UTF_8))), refused::add);
  }

  private static List<String> addresses(List<ImportRow> rows) {
    return rows.stream().map(ImportRow::jid).toList();
  }
}
