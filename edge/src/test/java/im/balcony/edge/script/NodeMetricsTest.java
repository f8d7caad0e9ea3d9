package im.balcony.edge.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.metrics.Exposition;
import im.balcony.edge.metrics.MetricsPage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of a whole server after people used it, against the page that explains them. */
class NodeMetricsTest {
  /** Between them: messages, an archive, a room, a call, resumption, logins in vain. */
  private static final List<String> SCRIPTS =
      List.of(
          "carbons",
          "mam",
          "sm",
          "rfc6120-6-sasl",
          "xep-0045-messages",
          "call-records",
          "xep-0353-one-device-wins");

  /** What these scripts must have moved, with a label where one of them has to be it. */
  private static final List<List<String>> MOVED =
      List.of(
          List.of("balcony_stanzas_in_total", "kind=\"message\""),
          List.of("balcony_stanzas_in_total", "kind=\"presence\""),
          List.of("balcony_stanzas_in_total", "kind=\"iq\""),
          List.of("balcony_stanzas_out_total", ""),
          List.of("balcony_acknowledgement_seconds_count", ""),
          List.of("balcony_delivery_seconds_count", ""),
          List.of("balcony_journal_write_seconds_count", "log=\"account\""),
          List.of("balcony_journal_write_seconds_count", "log=\"index\""),
          List.of("balcony_journal_write_seconds_count", "log=\"conversation\""),
          List.of("balcony_journal_write_seconds_count", "log=\"room\""),
          List.of("balcony_journal_write_seconds_count", "log=\"occupancy\""),
          List.of("balcony_journal_write_seconds_count", "log=\"call\""),
          List.of("balcony_journal_batch_events_sum", "log=\"conversation\""),
          List.of("balcony_archive_reads_total", ""),
          List.of("balcony_archive_rows_total", ""),
          List.of("balcony_calls_ended_total", ""),
          List.of("balcony_logins_total", "outcome=\"succeeded\""),
          List.of("balcony_logins_total", "outcome=\"refused\""),
          List.of("balcony_resumptions_total", "outcome=\"resumed\""),
          List.of("balcony_shards", "kind=\"user\""),
          List.of("balcony_shards", "kind=\"conversation\""),
          List.of("balcony_entities", "kind=\"user\""),
          List.of("balcony_ready", ""),
          List.of("balcony_part_ready", "part=\"journal\""),
          List.of("jvm_memory_used_bytes", "area=\"heap\""));

  @Test
  void aUsedServerTellsExactlyWhatThePageExplains(@TempDir Path data) throws Exception {
    try (var node = WholeNode.start(data, List.of("balcony.management.port=0"))) {
      for (int run = 0; run < SCRIPTS.size(); run++) {
        play(node, SCRIPTS.get(run), run);
      }
      Awaitility.await("clients have gone").until(() -> scrape(node).sum("balcony_sessions") == 0);
      var told = scrape(node);

      var page = MetricsPage.read();
      assertTrue(page.names().size() > 30, "the page was read: " + page.names());
      var missing = new TreeSet<>(page.seriesNames());
      missing.removeAll(told.names());
      missing.removeIf(name -> name.startsWith("jvm_gc_pause")); // nothing was to be collected
      assertEquals(List.of(), List.copyOf(missing), "explained but not told");
      var unexplained = new TreeSet<>(told.names());
      unexplained.removeIf(name -> !name.startsWith("balcony_"));
      unexplained.removeAll(page.seriesNames());
      assertEquals(List.of(), List.copyOf(unexplained), "told but not explained");

      var still = new ArrayList<List<String>>();
      for (var figure : MOVED) {
        if (!(told.sum(figure.get(0), figure.get(1)) > 0)) {
          still.add(figure);
        }
      }
      assertEquals(List.of(), still, "did not move");
      assertEquals(0, told.sum("balcony_journal_writes_in_flight"));
      assertEquals(0, told.sum("balcony_journal_failures_total"));
    }
  }

  private static void play(WholeNode node, String name, int run) throws Exception {
    var file =
        StanzaScripts.all().stream()
            .filter(one -> String.valueOf(one.getFileName()).equals(name + ".script"))
            .findFirst()
            .orElseThrow();
    var script = Script.parse(Files.readString(file));
    try (var runner = new ScriptRunner(script, node.c2s(), node.c2sTls(), run)) {
      node.createAccounts(runner.accounts(), ScriptRunner.PASSWORD);
      runner.play();
    }
  }

  private static Exposition scrape(WholeNode node) throws Exception {
    var uri = URI.create("http://127.0.0.1:%d/metrics".formatted(node.management().getPort()));
    var answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode());
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        answer.headers().firstValue("content-type").orElseThrow());
    return new Exposition(answer.body());
  }
}
