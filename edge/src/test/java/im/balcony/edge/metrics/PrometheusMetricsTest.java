package im.balcony.edge.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.port.PushOutcome;
import im.balcony.actors.port.PushProvider;
import im.balcony.actors.port.metrics.NodeMetrics;
import im.balcony.persistence.event.call.CallEnd;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What counting does to the figures that are told. */
class PrometheusMetricsTest {
  private final PrometheusMetrics metrics = new PrometheusMetrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void everySeriesIsThereBeforeAnythingHappensAndNoneIsAddedByIt() {
    var before = told();
    assertEquals(0, before.sum("balcony_stanzas_in_total"));
    everything();
    var after = told();
    var grown = new TreeSet<>(after.series());
    grown.removeAll(before.series());
    grown.removeIf(name -> !name.startsWith("balcony_"));
    assertTrue(grown.isEmpty(), grown.toString());
  }

  @Test
  void eachCallMovesItsFigure() {
    everything();
    var after = told();
    assertEquals(1, after.sum("balcony_stanzas_in_total", "kind=\"message\""));
    assertEquals(3, after.sum("balcony_stanzas_out_total"));
    assertEquals(1, after.sum("balcony_acknowledgement_seconds_count"));
    assertEquals(0.004, after.sum("balcony_acknowledgement_seconds_sum"), 1e-9);
    assertEquals(0, after.sum("balcony_acknowledgement_seconds_bucket", "le=\"0.0025\""));
    assertEquals(1, after.sum("balcony_acknowledgement_seconds_bucket", "le=\"0.005\""));
    assertEquals(1, after.sum("balcony_delivery_seconds_count"));
    assertEquals(1, after.sum("balcony_journal_write_seconds_count", "log=\"index\""));
    assertEquals(5, after.sum("balcony_journal_batch_events_sum", "log=\"index\""));
    assertEquals(1, after.sum("balcony_journal_failures_total", "log=\"room\""));
    assertEquals(0, after.sum("balcony_journal_writes_in_flight"));
    assertEquals(1, after.sum("balcony_refusals_total", "limit=\"connections\""));
    assertEquals(1, after.sum("balcony_refusals_total", "limit=\"login_failures\""));
    assertEquals(7, after.sum("balcony_archive_rows_total"));
    assertEquals(1, after.sum("balcony_calls_live"));
    assertEquals(1, after.sum("balcony_calls_ended_total", "reason=\"timed_out\""));
    assertEquals(4, after.sum("balcony_room_occupants"));
    assertEquals(2, after.sum("balcony_outbox_notes"));
    assertEquals(3600, after.sum("balcony_outbox_oldest_seconds"));
    assertEquals(1, after.sum("balcony_sessions", "transport=\"bosh\""));
    assertEquals(1, after.sum("balcony_resumptions_total", "outcome=\"resumed\""));
    assertEquals(
        1, after.sum("balcony_push_notifications_total", "outcome=\"gone\",provider=\"webpush\""));
    assertEquals(6, after.sum("balcony_s2s_waiting_stanzas"));
    assertEquals(9, after.sum("balcony_s2s_oldest_seconds"));
    assertEquals(1, after.sum("balcony_cassandra_restarts_total"));
  }

  @Test
  void aMechanismThatAClientInventedGetsNoSeries() {
    int before = told().count();
    for (int n = 0; n < 1000; n++) {
      metrics.login("X-" + n + "\"} 1\nfake 1", EdgeMetrics.LoginResult.REFUSED);
    }
    assertEquals(before, told().count());
    assertEquals(
        1000, told().sum("balcony_logins_total", "mechanism=\"other\",outcome=\"refused\""));
  }

  private void everything() {
    metrics.stanzaIn(NodeMetrics.StanzaKind.MESSAGE);
    metrics.stanzasOut(3);
    metrics.stanzasOut(0);
    metrics.acknowledged(TimeUnit.MILLISECONDS.toNanos(4));
    metrics.delivered(TimeUnit.MILLISECONDS.toNanos(9));
    metrics.writing(NodeMetrics.LogKind.INDEX, 5);
    metrics.written(NodeMetrics.LogKind.INDEX, TimeUnit.MILLISECONDS.toNanos(2));
    metrics.writing(NodeMetrics.LogKind.ROOM, 1);
    metrics.writeFailed(NodeMetrics.LogKind.ROOM);
    metrics.refused(NodeMetrics.Limit.CONNECTIONS);
    metrics.archiveRead(7);
    metrics.liveCalls(2);
    metrics.liveCalls(-1);
    metrics.callEnded(CallEnd.TIMED_OUT);
    metrics.occupants(4);
    metrics.swept(2, 3600);
    metrics.connected(EdgeMetrics.Carrier.BOSH, 1);
    metrics.login("SCRAM-SHA-256", EdgeMetrics.LoginResult.TOO_OFTEN);
    metrics.resumption(true);
    metrics.pushed(PushProvider.WEB_PUSH, PushOutcome.GONE);
    metrics.serversWait(6, 9);
    metrics.databaseRestarted();
  }

  private Exposition told() {
    return new Exposition(metrics.scrape());
  }
}
