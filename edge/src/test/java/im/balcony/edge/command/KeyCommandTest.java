package im.balcony.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.admin.AdminReply;
import im.balcony.edge.admin.AdminRequest;
import im.balcony.edge.keys.RotationState;
import im.balcony.edge.keys.RotationState.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code key rotate} as its operator sees it, against a socket that gives prepared answers. */
@SuppressWarnings("NullAway.Init") // JUnit opens the socket before each test
final class KeyCommandTest {
  @TempDir Path folder;

  private final Queue<RotationState> later = new ArrayDeque<>();
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
    var state =
        request instanceof AdminRequest.RotateKey
            ? new RotationState(Phase.RUNNING, 0, "")
            : later.remove();
    return AdminReply.rotation(state);
  }

  @Test
  void itTellsHowFarItIsAndEndsWithIt() {
    later.addAll(
        List.of(
            new RotationState(Phase.RUNNING, 12, ""),
            new RotationState(Phase.RUNNING, 12, ""),
            new RotationState(Phase.DONE, 20, "")));
    assertEquals(0, rotate());
    assertTrue(command.out().contains("20 data keys"), command.out());
    assertEquals(1, command.err().lines().filter(line -> line.startsWith("12 data keys")).count());
  }

  @Test
  void aFailureIsOneLineThatSaysWhatToDo() {
    later.add(new RotationState(Phase.FAILED, 3, "10.0.0.1:25520 did not take the master keys"));
    refused("10.0.0.1:25520");
  }

  @Test
  void aNodeThatDiedMeanwhileIsToldSo() {
    later.add(new RotationState(Phase.NONE, 0, ""));
    refused("has stopped");
  }

  private void refused(String reason) {
    assertEquals(1, rotate());
    var problems = command.err().lines().filter(line -> line.startsWith("balcony: ")).toList();
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).contains(reason), problems.get(0));
    assertTrue(problems.get(0).contains("type it again"), problems.get(0));
  }

  private int rotate() {
    return command.run("key", "rotate");
  }
}
