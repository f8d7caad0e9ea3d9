package im.balcony.edge.records;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The topic that records of calls go to: {@code balcony.call.records.kafka} of the configuration.
 *
 * @param servers some brokers, host:port each
 * @param answerMax until a broker has answered one request
 * @param deliveryMax until all replicas in sync have a record; then it has failed
 * @param bufferBytesMax records on their way
 */
record KafkaSettings(
    List<String> servers,
    String topic,
    KafkaAccess access,
    Duration answerMax,
    Duration deliveryMax,
    long bufferBytesMax) {
  static final String NAME = "balcony.call.records.kafka.";

  /** What Kafka takes as the name of a topic. */
  private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

  private static final Pattern SERVER =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):[0-9]{1,5}");
  private static final Duration RECONNECT_MAX = Duration.ofSeconds(10);

  KafkaSettings {
    servers = List.copyOf(servers);
  }

  /**
   * Empty unless the sink is Kafka; else reads the files that are named. What is wrong is an {@link
   * IllegalArgumentException} that says what to do.
   */
  static Optional<KafkaSettings> from(Config root) {
    if (!root.getString("balcony.call.records.sink").equals("kafka")) {
      return Optional.empty();
    }
    var kafka = root.getConfig("balcony.call.records.kafka");
    var servers = kafka.getStringList("bootstrap-servers");
    for (var server : servers) {
      require(SERVER.matcher(server).matches(), "bootstrap-servers", server, "host:port of each");
    }
    require(!servers.isEmpty(), "bootstrap-servers", "[]", "host:port of some brokers");
    var topic = kafka.getString("topic");
    require(
        TOPIC.matcher(topic).matches(),
        "topic",
        topic,
        "1 to 249 letters, digits, dots, hyphens and underscores");
    var answerMax = kafka.getDuration("answer-max");
    var deliveryMax = kafka.getDuration("delivery-max");
    require(
        !answerMax.isZero() && deliveryMax.compareTo(answerMax) >= 0,
        "delivery-max",
        deliveryMax.toString(),
        "answer-max or more");
    var settings =
        new KafkaSettings(
            servers,
            topic,
            KafkaAccess.from(kafka),
            answerMax,
            deliveryMax,
            kafka.getBytes("buffer-bytes-max"));
    settings.access().properties();
    return Optional.of(settings);
  }

  static void require(boolean holds, String setting, String value, String what) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s%s is \"%s\": set %s".formatted(NAME, setting, value, what));
    }
  }

  /** What any client of the brokers is made with; secrets are read now. */
  Map<String, String> client() {
    var all = new HashMap<>(access.properties());
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.join(",", servers));
    all.put(CommonClientConfigs.CLIENT_ID_CONFIG, "balcony-call-records");
    all.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(answerMax));
    all.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, millis(RECONNECT_MAX));
    return all;
  }

  /** The same for who writes: whatever was acknowledged is on all replicas in sync. */
  Map<String, String> producer() {
    var all = client();
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    all.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(deliveryMax));
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(deliveryMax));
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(bufferBytesMax));
    return all;
  }

  private static String millis(Duration time) {
    return String.valueOf(time.toMillis());
  }
}
