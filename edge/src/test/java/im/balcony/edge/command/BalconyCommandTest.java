package im.balcony.edge.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class BalconyCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void versionSaysProgramAndJava() {
    assertEquals(0, run("version"));
    assertTrue(out.toString().startsWith("Balcony "));
    assertTrue(out.toString().contains("Java "));
  }

  static List<String> commands() {
    var names = new ArrayList<String>();
    collect(BalconyCommand.commandLine(), "", names);
    return names;
  }

  private static void collect(CommandLine command, String path, List<String> names) {
    for (var each : command.getSubcommands().entrySet()) {
      var name = path.isEmpty() ? each.getKey() : path + " " + each.getKey();
      names.add(name);
      collect(each.getValue(), name, names);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItself(String name) {
    assertEquals(0, run((name + " --help").split(" ", -1)), name);
    assertTrue(out.toString().contains("Usage: balcony " + name), out::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explode",
        "run --prot 1",
        "run --c2s-port many",
        "user",
        "user add",
        "user add a@b c@d",
        "key",
        "key rotate now",
        "push",
        "push keys",
        "run --data"
      })
  void wrongUsageIsOneLineAndExitCodeTwo(String line) {
    assertEquals(2, run(line.split(" ", -1)));
    refusedInOneLine();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --role boss",
        "run --set balcony.cluster.prot=1",
        "run --config /does/not/exist.conf",
        "run --port-offset 70000",
        "run --role edge",
        "run --join nowhere",
        "run --domain a@b",
        "run --domain a..b/c",
        "run --set balcony.edge.tls.certificate-file=/none.pem --set"
            + " balcony.edge.tls.key-file=/none.key",
        "run --set balcony.cluster.host=8.8.8.8",
        "run --set balcony.cluster.tls.certificate-file=/none.pem",
        "run --set balcony.cluster.tls.key-file=/none.key",
        "run --host 0.0.0.0 --set balcony.edge.c2s.tls=optional"
      })
  void aNodeThatCannotBeIsRefusedInOneLine(String line) {
    var data = folder.resolve("data");
    assertEquals(1, run((line + " --data " + data).split(" ", -1)));
    refusedInOneLine();
  }

  @Test
  void aForeignDataFolderIsRefusedAndStaysAsItWas() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "mine");
    assertEquals(1, run("run", "--data", folder.toString()));
    refusedInOneLine();
    assertTrue(err.toString().contains("thesis.txt"));
    assertFalse(Files.exists(folder.resolve("logs")));
    assertFalse(Files.exists(folder.resolve("cassandra")));
  }

  @Test
  void aTakenPortIsNamedWithWhatToDo() throws IOException {
    try (var taken = new java.net.ServerSocket(0)) {
      assertEquals(
          1,
          run(
              "run",
              "--data",
              folder.resolve("d").toString(),
              "--c2s-port",
              "" + taken.getLocalPort()));
      refusedInOneLine();
      assertTrue(err.toString().contains("port " + taken.getLocalPort()));
      assertTrue(err.toString().contains("--c2s-port"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"user list", "key rotate"})
  void aCommandForANodeThatDoesNotRunSaysHowToStartOne(String line) {
    assertEquals(1, run((line + " --data " + folder).split(" ", -1)));
    refusedInOneLine();
    assertTrue(err.toString().contains("./balcony run"));
  }

  @Test
  void aStackIsShownOnlyWhenAskedFor() {
    run("user", "list", "--data", folder.toString(), "--debug");
    assertTrue(err.toString().contains("\tat "));
  }

  @Test
  void aPasswordFromStandardInputIsItsFirstLine() throws Exception {
    var in = new ByteArrayInputStream("pass wörd\r\nmore\n".getBytes(UTF_8));
    assertEquals("pass wörd", PasswordInput.fromStream(in));
  }

  private int run(String... args) {
    var line = BalconyCommand.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private void refusedInOneLine() {
    var said = err.toString();
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.startsWith("balcony: "), said);
    assertFalse(said.contains("unexpected"), said);
  }
}
