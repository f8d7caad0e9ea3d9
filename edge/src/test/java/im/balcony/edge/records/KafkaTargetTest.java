package im.balcony.edge.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.kafka.ProducerSettings;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records are written when their last one is acknowledged, and only then. */
class KafkaTargetTest {
  private final ActorTestKit kit = ActorTestKit.create();
  private final List<MockProducer<String, String>> made = new CopyOnWriteArrayList<>();
  private final List<ProducerSettings<String, String>> with = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private Producer<String, String> connect(ProducerSettings<String, String> settings) {
    with.add(settings);
    var producer = new MockProducer<>(false, new StringSerializer(), new StringSerializer());
    made.add(producer);
    return producer;
  }

  private KafkaTarget target() throws Exception {
    var settings =
        KafkaSettings.from(Records.config("bootstrap-servers=[\"localhost:9092\"]")).orElseThrow();
    return new KafkaTarget(kit.system(), settings, this::connect);
  }

  private MockProducer<String, String> producer(int which, int sent) {
    Awaitility.await().until(() -> made.size() > which && made.get(which).history().size() == sent);
    return made.get(which);
  }

  @Test
  void oneThatIsNotAcknowledgedIsNotWritten() throws Exception {
    try (var target = target()) {
      var written = target.write(List.of(Records.of("a"), Records.of("b"))).toCompletableFuture();
      var producer = producer(0, 2);

      assertTrue(producer.completeNext());
      assertFalse(written.isDone());
      assertTrue(producer.completeNext());
      written.join();
      var first = producer.history().get(0);
      assertEquals("balcony-call-records", first.topic());
      assertEquals(Records.key("a"), first.key());
      assertTrue(first.value().contains("\"sid\":\"a\""), first.value());
      assertEquals("all", with.get(0).getProperties().get(ProducerConfig.ACKS_CONFIG));
    }
    assertTrue(made.get(0).closed());
  }

  @Test
  void aProducerThatFailedIsGivenUpAndTheNextBeginsAnew() throws Exception {
    try (var target = target()) {
      var written = target.write(List.of(Records.of("a"), Records.of("b"))).toCompletableFuture();
      var first = producer(0, 2);
      first.completeNext();
      first.errorNext(new TimeoutException("no broker answers"));

      assertThrows(CompletionException.class, written::join);
      Awaitility.await().until(first::closed);
      var again = target.write(List.of(Records.of("a"), Records.of("b"))).toCompletableFuture();
      var second = producer(1, 2);
      second.completeNext();
      second.completeNext();
      again.join();
    }
  }

  @Test
  void whatComesBehindTheEndFails() throws Exception {
    var target = target();
    target.close();

    var written = target.write(List.of(Records.of("a"))).toCompletableFuture();
    assertThrows(CompletionException.class, written::join);
    assertTrue(made.isEmpty());
  }
}
