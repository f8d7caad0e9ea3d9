package im.balcony.load.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.load.client.TinyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Each command on a small server: it ends well and leaves one result line. */
class LoadCommandTest {
  private final TinyServer server = new TinyServer();
  @TempDir Path folder;

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pairs --pairs 2 --seconds 1 --warm-up 0",
        "open --pairs 2 --rate 50 --seconds 1 --warm-up 0",
        "idle --sessions 20 --settle 0",
        "storm --clients 20 --pause 0",
        "archive --clients 2 --fill 5 --seconds 1 --warm-up 0",
        "history --pairs 1 --seconds 1 --grace 0"
      })
  void every_kind_of_load_ends_with_one_result_line(String command) throws IOException {
    var results = folder.resolve("results.jsonl");
    var arguments = new ArrayList<>(List.of(command.split(" ", -1)));
    arguments.addAll(
        List.of(
            "--port",
            Integer.toString(server.port()),
            "--mechanism",
            "PLAIN",
            "--pid",
            Long.toString(ProcessHandle.current().pid()),
            "--results",
            results.toString()));
    if (command.startsWith("history")) {
      arguments.addAll(List.of("--file", folder.resolve("history.jsonl").toString()));
    }

    assertEquals(0, run(arguments));

    var lines = Files.readAllLines(results);
    assertEquals(1, lines.size());
    assertTrue(lines.get(0).contains("\"command\":\"load " + command), lines.get(0));
  }

  @Test
  void a_recorded_history_can_be_checked_again() throws IOException {
    var file = folder.resolve("history.jsonl");
    Files.writeString(
        file,
        """
        {"t":"sent","a":"load1","s":"load1/1.1","m":"m1","to":"load2"}
        {"t":"ack","a":"load1","m":"m1"}
        {"t":"page","a":"load1","w":null,"e":[],"end":true}
        """);

    assertEquals(1, run(List.of("check", file.toString())));
  }

  @Test
  void a_wrong_option_is_told_and_not_done() {
    assertEquals(2, run(List.of("pairs", "--nonsense")));
  }

  private static int run(List<String> arguments) {
    return new CommandLine(new LoadCommand()).execute(arguments.toArray(new String[0]));
  }
}
