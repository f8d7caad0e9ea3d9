package im.balcony.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.admin.AdminReply;
import im.balcony.edge.admin.AdminRequest;
import im.balcony.edge.admin.AdminSettings;
import im.balcony.edge.admin.AdminSocket;
import im.balcony.edge.data.DataLayout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The import command as its operator sees it, against a socket that keeps only names. */
@SuppressWarnings("NullAway.Init") // JUnit opens the socket before each test
final class UserImportTest {
  private static final AdminSettings SETTINGS =
      new AdminSettings(16, 131_072, 5, 200, 4, 2, 20, 30, 3, 4096, 16);

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Set<String> names = new HashSet<>();
  private AdminSocket socket;

  @BeforeEach
  void open() throws Exception {
    socket = AdminSocket.open(new DataLayout(folder).adminSocket(), this::answer, SETTINGS);
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
  }

  private synchronized CompletionStage<AdminReply> answer(AdminRequest request) {
    var rows = ((AdminRequest.ImportUsers) request).rows();
    var added = 0;
    for (var row : rows) {
      added += names.add(row.jid()) ? 1 : 0;
    }
    return CompletableFuture.completedFuture(
        AdminReply.imported(added, rows.size() - added, List.of()));
  }

  @Test
  void manyAccountsAreMadeOnceAndToldInSteps() throws IOException {
    var file = file(IntStream.range(0, 2_500).mapToObj(i -> "u" + i + "@a.example,x"));
    assertEquals(0, run(file));
    assertEquals(2_500, names.size());
    assertTrue(out.toString().startsWith("2500 accounts made, 0 existed already, 0 lines refused"));
    assertEquals(2, err.toString().lines().filter(line -> line.contains("accounts made")).count());
    assertEquals(0, run(file));
    assertTrue(out.toString().contains("0 accounts made, 2500 existed already"));
  }

  @Test
  void linesThatCannotBeAreNamedTheOthersMadeAndTheExitCodeTells() throws IOException {
    var file =
        file(List.of("a@a.example,x", "nonsense", "a@a.example,y", "b@a.example,x").stream());
    assertEquals(1, run(file));
    assertEquals(Set.of("a@a.example", "b@a.example"), names);
    assertTrue(err.toString().contains("line 2: "));
    assertTrue(err.toString().contains("line 3: a@a.example stands on line 1 already"));
    assertTrue(out.toString().startsWith("2 accounts made, 0 existed already, 2 lines refused"));
  }

  @Test
  void aFileThatIsNoneIsRefusedInOneLine() {
    assertEquals(1, run(folder.resolve("none.csv")));
    assertEquals(1, run(folder));
    assertEquals(2, err.toString().lines().count());
  }

  private Path file(java.util.stream.Stream<String> lines) throws IOException {
    return Files.writeString(folder.resolve("people.csv"), lines.collect(Collectors.joining("\n")));
  }

  private int run(Path file) {
    var line = BalconyCommand.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute("user", "import", "--data", folder.toString(), file.toString());
  }
}
