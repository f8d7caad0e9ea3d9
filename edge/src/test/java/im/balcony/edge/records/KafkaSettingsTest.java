package im.balcony.edge.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.edge.tls.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator gets wrong is told with its setting, and without what is secret. */
class KafkaSettingsTest {
  private static final String SERVERS = "bootstrap-servers=[\"localhost:9092\"]";

  @TempDir Path folder;

  private static String refused(String... sets) {
    var all = new ArrayList<>(Arrays.asList(sets));
    if (all.stream().noneMatch(set -> set.startsWith("bootstrap-servers="))) {
      all.add(SERVERS);
    }
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class,
                () -> KafkaSettings.from(Records.config(all.toArray(String[]::new))))
            .getMessage());
  }

  private String password(String content) throws Exception {
    return Files.writeString(folder.resolve("password"), content).toString();
  }

  @Test
  void othersNeedNoSettingsOfKafka() throws Exception {
    var file =
        NodeConfig.load(ConfigFactory.empty(), List.of("balcony.call.records.sink=json"), null);
    assertTrue(KafkaSettings.from(file).isEmpty());
  }

  @Test
  void eachSettingIsNamedThatCannotBe() throws Exception {
    var password = password("secret");
    var none =
        assertThrows(IllegalArgumentException.class, () -> KafkaSettings.from(Records.config()));
    assertTrue(String.valueOf(none.getMessage()).contains("bootstrap-servers is \"[]\""));
    var wrong =
        Map.of(
            "bootstrap-servers is \"localhost\"", List.of("bootstrap-servers=[\"localhost\"]"),
            "topic is \"..\"", List.of("topic=\"..\""),
            "delivery-max is", List.of("delivery-max=1s"),
            "tls is \"off\"", List.of("ca-file=ca.pem"),
            "key-file is \"\"", List.of("tls=on", "certificate-file=a.pem"),
            "sasl-mechanism is \"GSSAPI\"", List.of("sasl-mechanism=GSSAPI"),
            "sasl-mechanism is \"\"", List.of("user=balcony"),
            "PLAIN shows the password",
                List.of("sasl-mechanism=PLAIN", "user=balcony", "password-file=" + password),
            "password-file is \"\"", List.of("sasl-mechanism=SCRAM-SHA-512", "user=balcony"),
            "nothing-there cannot be read",
                List.of(
                    "sasl-mechanism=SCRAM-SHA-512", "user=balcony", "password-file=nothing-there"));
    wrong.forEach(
        (text, sets) -> {
          var told = refused(sets.toArray(String[]::new));
          assertTrue(told.contains(text), told);
        });
  }

  @Test
  void aPasswordIsOneLine() throws Exception {
    for (var content : List.of("", "\n", "secret\nanother\n")) {
      var told =
          refused("sasl-mechanism=SCRAM-SHA-512", "user=u", "password-file=" + password(content));
      assertTrue(told.contains("must hold one line"), told);
      assertFalse(told.contains("another"), told);
    }
  }

  /** Quotes and backslashes cannot end the login's line: Kafka reads back what the file has. */
  @Test
  void aPasswordMayHoldWhatJaasMeansSomethingBy() throws Exception {
    var secret = "a\"b\\c; d' #//";
    var settings =
        KafkaSettings.from(
                Records.config(
                    SERVERS,
                    "sasl-mechanism=SCRAM-SHA-256",
                    "user=balcony",
                    "password-file=" + password(secret + "\n")))
            .orElseThrow();
    var login =
        JaasContext.loadClientContext(
            Map.of(
                SaslConfigs.SASL_JAAS_CONFIG,
                new Password(settings.producer().get(SaslConfigs.SASL_JAAS_CONFIG))));

    assertEquals(secret, login.configurationEntries().get(0).getOptions().get("password"));
  }

  /** Certificates and keys as the server reads them elsewhere, understood by Kafka's own client. */
  @Test
  void kafkaTakesWhatIsMadeOfTheFiles() throws Exception {
    var ours = TestAuthority.in(folder, "ca").issue("node", "localhost");
    var settings =
        KafkaSettings.from(
                Records.config(
                    SERVERS,
                    "tls=on",
                    "ca-file=" + ours.authority(),
                    "certificate-file=" + ours.chain(),
                    "key-file=" + ours.key(),
                    "sasl-mechanism=PLAIN",
                    "user=balcony",
                    "password-file=" + password("secret")))
            .orElseThrow();
    var properties = new Properties();
    properties.putAll(settings.producer());
    try (var producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      assertFalse(producer.metrics().isEmpty());
    }
    assertEquals("SASL_SSL", settings.producer().get("security.protocol"));
    assertFalse(settings.toString().contains("secret"), settings.toString());
  }
}
