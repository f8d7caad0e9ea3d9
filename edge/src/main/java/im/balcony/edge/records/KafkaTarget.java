package im.balcony.edge.records;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.kafka.ProducerSettings;
import akka.stream.javadsl.Source;
import com.typesafe.config.Config;
import im.balcony.actors.port.RecordTarget;
import im.balcony.persistence.event.call.StoredCallRecord;
import im.balcony.persistence.records.CallRecordFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic of Kafka, by Alpakka: a record is there when all replicas in sync have it. A producer
 * that failed is given up; the next one reads passwords and certificates anew.
 */
public final class KafkaTarget implements RecordTarget, AutoCloseable {
  /** Kafka's producer blocks until it knows the brokers: never on a thread of actors. */
  private static final String DISPATCHER = "akka.actor.default-blocking-io-dispatcher";

  private final String topic;
  private final Executor blocking;
  private final ActorSystem<?> system;
  private final ProducerSettings<String, String> usual;
  private final Function<ProducerSettings<String, String>, Producer<String, String>> connect;
  private final KafkaSettings settings;
  private @Nullable Producer<String, String> producer;
  private boolean closed;

  KafkaTarget(
      ActorSystem<?> system,
      KafkaSettings settings,
      Function<ProducerSettings<String, String>, Producer<String, String>> connect) {
    this.system = system;
    this.settings = settings;
    this.topic = settings.topic();
    this.connect = connect;
    this.blocking = system.dispatchers().lookup(DispatcherSelector.fromConfig(DISPATCHER));
    this.usual =
        ProducerSettings.create(system, new StringSerializer(), new StringSerializer())
            .withDispatcher(DISPATCHER)
            .withCloseProducerOnStop(false);
  }

  /** Empty unless the configuration names Kafka; nothing is connected before there is a record. */
  public static Optional<KafkaTarget> open(Config root, ActorSystem<?> system) {
    return KafkaSettings.from(root)
        .map(settings -> new KafkaTarget(system, settings, ProducerSettings::createKafkaProducer));
  }

  /** Throws {@link IllegalArgumentException}, with what to do, if settings or files are wrong. */
  public static void requireUsable(Config root) {
    KafkaSettings.from(root);
  }

  /** The brokers may move; who names another topic begins anew there. */
  @Override
  public String name() {
    return "kafka " + topic;
  }

  @Override
  public CompletionStage<?> write(List<StoredCallRecord> records) {
    return CompletableFuture.supplyAsync(this::connected, blocking)
        .thenCompose(to -> sent(records, to));
  }

  private CompletionStage<?> sent(List<StoredCallRecord> records, Producer<String, String> to) {
    return Source.from(records)
        .map(this::record)
        .runWith(akka.kafka.javadsl.Producer.plainSink(usual.withProducer(to)), system)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                blocking.execute(() -> giveUp(to));
              }
            });
  }

  /**
   * One call is one key: it stays on one partition, and who reads it twice knows it by that. A
   * session id may be used again between others, so the account that called is a part of it.
   */
  private ProducerRecord<String, String> record(StoredCallRecord record) {
    return new ProducerRecord<>(
        topic,
        record.initiator().bare() + "/" + record.sessionId(),
        CallRecordFormat.JSON.line(record));
  }

  private synchronized Producer<String, String> connected() {
    if (closed) {
      throw new IllegalStateException("this node stops");
    }
    var known = producer;
    if (known == null) {
      known = connect.apply(usual.withProperties(settings.producer()));
      producer = known;
    }
    return known;
  }

  /** Nothing of it is waited for: what it still had comes again. */
  private void giveUp(Producer<String, String> failed) {
    synchronized (this) {
      if (producer == failed) {
        producer = null;
      }
    }
    failed.close(Duration.ZERO);
  }

  @Override
  public void close() {
    Producer<String, String> last;
    synchronized (this) {
      closed = true;
      last = producer;
    }
    if (last != null) {
      giveUp(last);
    }
  }
}
