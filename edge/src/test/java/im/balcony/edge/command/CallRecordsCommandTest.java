package im.balcony.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.admin.AdminReply;
import im.balcony.edge.admin.AdminRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallRecordsCommandTest {
  private static final long JULY = 1_782_864_000_000_000L; // 2026-07-01T00:00:00Z

  @TempDir Path folder;

  private final List<AdminRequest> asked = new ArrayList<>();
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
    asked.add(request);
    return asked.size() < 3
        ? AdminReply.lines(List.of("line " + asked.size()), JULY + asked.size(), true)
        : AdminReply.lines(List.of(), JULY + 9, false);
  }

  @Test
  void pageAfterPageIsPrinted() {
    assertEquals(0, command.run("cdr", "export", "--since", "2026-07-01"));
    assertEquals(List.of("line 1", "line 2"), command.out().lines().toList());
    assertEquals(
        List.of(
            new AdminRequest.ExportCalls("JSON", JULY),
            new AdminRequest.ExportCalls("JSON", JULY + 1),
            new AdminRequest.ExportCalls("JSON", JULY + 2)),
        asked);
  }

  @Test
  void csvHasItsColumnsInTheFirstLine() {
    assertEquals(
        0, command.run("cdr", "export", "--since", "2026-07-01T00:00:00Z", "--format", "csv"));
    assertTrue(command.out().startsWith("ended,begun,sid,"), command.out());
    assertEquals(new AdminRequest.ExportCalls("CSV", JULY), asked.get(0));
  }

  @Test
  void whatIsNoTimeIsToldSo() {
    assertEquals(1, command.run("cdr", "export", "--since", "yesterday"));
    assertTrue(command.err().contains("2026-07-01"), command.err());
    assertEquals(List.of(), asked);
  }
}
