package im.balcony.edge.script;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays every stanza script against one server; {@code -Dscripts=carbons,mam} names some of them.
 */
class StanzaScriptTest {
  private static final AtomicInteger RUNS = new AtomicInteger();

  /** XEP-0157: what there is without a default. */
  private static final List<String> SETTINGS =
      List.of("balcony.contact.abuse=[\"mailto:abuse@a.example\", \"xmpp:abuse@a.example\"]");

  @TempDir static Path data;

  private static @Nullable WholeNode node;

  @BeforeAll
  static void start() throws Exception {
    node = WholeNode.start(data, SETTINGS);
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.close();
    }
  }

  @TestFactory
  List<DynamicTest> scripts() throws Exception {
    var chosen = List.of(System.getProperty("scripts", "").split(","));
    var tests = new ArrayList<DynamicTest>();
    for (var file : StanzaScripts.all()) {
      var name = String.valueOf(file.getFileName()).replace(".script", "");
      if (chosen.contains(name) || chosen.equals(List.of(""))) {
        var script = Script.parse(Files.readString(file));
        tests.add(dynamicTest(name + ": " + script.title(), () -> play(script)));
      }
    }
    return tests;
  }

  private static void play(Script script) throws Exception {
    var server = node;
    if (server == null) {
      throw new IllegalStateException("the server did not start");
    }
    try (var runner =
        new ScriptRunner(script, server.c2s(), server.c2sTls(), RUNS.incrementAndGet())) {
      server.createAccounts(runner.accounts(), ScriptRunner.PASSWORD);
      runner.play();
    }
  }
}
