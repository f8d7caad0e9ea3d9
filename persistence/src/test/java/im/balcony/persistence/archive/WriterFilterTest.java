package im.balcony.persistence.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two writers in one log; a row is its number and its writer, in the order of the journal. */
final class WriterFilterTest {
  @Test
  void writersOneAfterTheOtherAllCount() {
    assertEquals(rows("1a 2a 3b 4b 5c"), keep("1a 2a 3b 4b 5c"));
    assertFalse(overlaps("1a 2a 3b 4b 5c"));
  }

  @Test
  void whereANewWriterBeginsTheOldOneEnds() {
    assertEquals(rows("1a 2a 3b 4b"), keep("1a 2a 3a 3b 4a 4b"));
    assertTrue(overlaps("1a 2a 3a 3b"));
  }

  @Test
  void aLateWriteOfAnOldWriterDoesNotCount() {
    assertEquals(rows("1a 2b 3b"), keep("1a 2b 2a 3b 4a"));
    assertTrue(overlaps("2b 3b 4a 5b"));
  }

  @Test
  void anOldWriterIsKnownByWhatLiesBefore() {
    assertEquals(rows("2b 3b"), keep("1a 2b 2a 3a 3b").subList(1, 3));
  }

  private static List<String> keep(String rows) {
    return WriterFilter.keep(rows(rows), WriterFilterTest::number, row -> row.substring(1));
  }

  private static boolean overlaps(String rows) {
    return WriterFilter.overlaps(rows(rows), WriterFilterTest::number, row -> row.substring(1));
  }

  private static long number(String row) {
    return Character.digit(row.charAt(0), 10);
  }

  private static List<String> rows(String rows) {
    return Arrays.asList(rows.split(" ", -1));
  }
}
