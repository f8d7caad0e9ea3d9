package im.balcony.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.admin.AdminReply;
import im.balcony.edge.admin.AdminRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The import command as its operator sees it, against a socket that keeps only names. */
@SuppressWarnings("NullAway.Init") // JUnit opens the socket before each test
final class UserImportTest {
  @TempDir Path folder;

  private final Set<String> names = new HashSet<>();
  private CommandUnderTest command;

  @BeforeEach
  void open() throws Exception {
    command = new CommandUnderTest(folder, this::answer);
  }

  @AfterEach
  void close() throws IOException {
    command.close();
  }

  private AdminReply answer(AdminRequest request) {
    var rows = ((AdminRequest.ImportUsers) request).rows();
    var added = 0;
    for (var row : rows) {
      added += names.add(row.jid()) ? 1 : 0;
    }
    return AdminReply.imported(added, rows.size() - added, List.of());
  }

  @Test
  void manyAccountsAreMadeOnceAndToldInSteps() throws IOException {
    var file = file(IntStream.range(0, 2_500).mapToObj(i -> "u" + i + "@a.example,x"));
    assertEquals(0, run(file));
    assertEquals(2_500, names.size());
    assertTrue(command.out().startsWith("2500 accounts made, 0 existed already, 0 lines refused"));
    assertEquals(2, command.err().lines().filter(line -> line.contains("accounts made")).count());
    assertEquals(0, run(file));
    assertTrue(command.out().contains("0 accounts made, 2500 existed already"));
  }

  @Test
  void linesThatCannotBeAreNamedTheOthersMadeAndTheExitCodeTells() throws IOException {
    var file =
        file(List.of("a@a.example,x", "nonsense", "a@a.example,y", "b@a.example,x").stream());
    assertEquals(1, run(file));
    assertEquals(Set.of("a@a.example", "b@a.example"), names);
    assertTrue(command.err().contains("line 2: "));
    assertTrue(command.err().contains("line 3: a@a.example stands on line 1 already"));
    assertTrue(command.out().startsWith("2 accounts made, 0 existed already, 2 lines refused"));
  }

  @Test
  void aFileThatIsNoneIsRefusedInOneLine() {
    assertEquals(1, run(folder.resolve("none.csv")));
    assertEquals(1, run(folder));
    assertEquals(2, command.err().lines().count());
  }

  private Path file(java.util.stream.Stream<String> lines) throws IOException {
    return Files.writeString(folder.resolve("people.csv"), lines.collect(Collectors.joining("\n")));
  }

  private int run(Path file) {
    return command.run("user", "import", file.toString());
  }
}
