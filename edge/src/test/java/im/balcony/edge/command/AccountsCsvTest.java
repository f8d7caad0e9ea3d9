package im.balcony.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.admin.ImportRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountsCsvTest {
  @Test
  void aLineWithAPasswordIsARow() throws Exception {
    assertEquals(
        new ImportRow(3, "romeo@a.example", "montague", "", ""), row("romeo@a.example,montague"));
  }

  @Test
  void aLineWithKeysIsARow() throws Exception {
    assertEquals(
        new ImportRow(3, "romeo@a.example", "", "4096:a:b:c", "4096:d:e:f"),
        row("romeo@a.example,,4096:a:b:c,4096:d:e:f"));
  }

  @Test
  void aPasswordKeepsItsSpacesCommasAndQuotes() throws Exception {
    assertEquals(" a,\"b\" ", row("romeo@a.example,\" a,\"\"b\"\" \"").password());
    assertEquals("in\"side", row("romeo@a.example,in\"side").password());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "# comment", "#"})
  void linesWithoutAnAccountArePassedOver(String line) throws Exception {
    assertTrue(AccountsCsv.row(line, 3).isEmpty());
  }

  @Test
  void aHeadingAndAByteOrderMarkArePassedOverOnTheFirstLineOnly() throws Exception {
    assertTrue(AccountsCsv.row("\uFEFFJID,password", 1).isEmpty());
    assertEquals("jid", row("jid,password").jid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"romeo@a.example", "a,b,c,d,e", "romeo@a.example,\"open"})
  void aLineThatIsNoRowNamesItsNumber(String line) {
    var problem = assertThrows(CommandProblem.class, () -> AccountsCsv.row(line, 7));
    assertTrue(String.valueOf(problem.getMessage()).startsWith("line 7"));
  }

  @Test
  void anEndlessLineIsRefused() {
    var line = "a@b," + "x".repeat(AccountsCsv.LINE_CHARS_MAX);
    assertThrows(CommandProblem.class, () -> AccountsCsv.row(line, 1));
  }

  private static ImportRow row(String line) throws CommandProblem {
    return AccountsCsv.row(line, 3).orElseThrow();
  }
}
