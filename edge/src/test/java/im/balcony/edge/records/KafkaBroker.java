package im.balcony.edge.records;

import im.balcony.edge.tls.ClusterCertificate;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A real broker (KRaft, alone) as a process of its own: in the clear for the test, by TLS and SCRAM
 * for the server. Its ports and its data outlive its death.
 */
final class KafkaBroker implements AutoCloseable {
  static final String USER = "balcony";
  static final Duration START_MAX = Duration.ofMinutes(3);

  private final Path folder;
  private final Path settings;
  private final int clear;
  private final int secure;
  private @Nullable Process process;

  private KafkaBroker(Path folder, List<Integer> ports) {
    this.folder = folder;
    this.settings = folder.resolve("broker.properties");
    this.clear = ports.get(0);
    this.secure = ports.get(1);
  }

  /**
   * @param shown to who comes by TLS
   */
  static KafkaBroker format(Path folder, ClusterCertificate shown, String password)
      throws IOException, InterruptedException {
    var ports = freePorts(3);
    var broker = new KafkaBroker(folder, ports);
    var store =
        Files.writeString(
            folder.resolve("broker.pem"),
            Files.readString(shown.key()) + Files.readString(shown.chain()));
    Files.writeString(
        broker.settings,
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@localhost:%3$d
        listeners=CLEAR://localhost:%1$d,SECURE://localhost:%2$d,CONTROLLER://localhost:%3$d
        advertised.listeners=CLEAR://localhost:%1$d,SECURE://localhost:%2$d
        listener.security.protocol.map=CLEAR:PLAINTEXT,SECURE:SASL_SSL,CONTROLLER:PLAINTEXT
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=CLEAR
        listener.name.secure.sasl.enabled.mechanisms=SCRAM-SHA-512
        listener.name.secure.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
        listener.name.secure.ssl.keystore.type=PEM
        listener.name.secure.ssl.keystore.location=%4$s
        log.dirs=%5$s
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        num.network.threads=1
        num.io.threads=2
        """
            .formatted(ports.get(0), ports.get(1), ports.get(2), store, folder.resolve("data")));
    var formatted =
        broker
            .java(
                "kafka.tools.StorageTool",
                "format",
                "-t",
                Uuid.randomUuid().toString(),
                "-c",
                broker.settings.toString(),
                "--add-scram",
                "SCRAM-SHA-512=[name=%s,password=%s]".formatted(USER, password))
            .waitFor();
    if (formatted != 0) {
      throw new IOException(Files.readString(folder.resolve("broker.log")));
    }
    return broker;
  }

  private static List<Integer> freePorts(int count) throws IOException {
    var sockets = new ArrayList<ServerSocket>();
    var ports = new ArrayList<Integer>();
    for (var n = 0; n < count; n++) {
      var socket = new ServerSocket(0);
      sockets.add(socket);
      ports.add(socket.getLocalPort());
    }
    for (var socket : sockets) {
      socket.close();
    }
    return ports;
  }

  private Process java(String main, String... arguments) throws IOException {
    var lib = Path.of(System.getProperty("balcony.root"), "edge", "kafka", "target", "lib");
    if (!Files.isDirectory(lib)) {
      throw new IOException(lib + " is missing: the module edge/kafka collects the broker there");
    }
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                lib + "/*",
                main));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("broker.log").toFile()))
        .start();
  }

  /** Returns when it answers. */
  void start() throws IOException {
    var started = java("kafka.Kafka", settings.toString());
    process = started;
    Awaitility.await()
        .atMost(START_MAX)
        .ignoreExceptions()
        .until(
            () -> {
              if (!started.isAlive()) {
                throw new AssertionError(Files.readString(folder.resolve("broker.log")));
              }
              try (var admin = admin()) {
                return admin.describeCluster().nodes().get().size() == 1;
              }
            });
  }

  /** SIGKILL. */
  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  String secureAddress() {
    return "localhost:" + secure;
  }

  private Map<String, Object> inTheClear() {
    return Map.of(
        "bootstrap.servers", "localhost:" + clear,
        "request.timeout.ms", "5000",
        "default.api.timeout.ms", "10000");
  }

  private Admin admin() {
    return Admin.create(inTheClear());
  }

  void createTopic(String name, int partitions) throws ExecutionException, InterruptedException {
    try (var admin = admin()) {
      admin.createTopics(Set.of(new NewTopic(name, partitions, (short) 1))).all().get();
    }
  }

  /** All that the topic holds. */
  List<ConsumerRecord<String, String>> read(String topic) {
    var properties = new Properties();
    properties.putAll(inTheClear());
    var all = new ArrayList<ConsumerRecord<String, String>>();
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      }
    }
    return all;
  }

  @Override
  public void close() {
    kill();
  }
}
