package im.balcony.edge.push;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.balcony.config.ConfigProblem;
import im.balcony.config.NodeConfig;
import im.balcony.edge.tls.ClusterCertificate;
import im.balcony.edge.tls.TestAuthority;
import im.balcony.protocol.webpush.P256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys of all providers in files, as an operator has them, and the settings that name them. */
public final class GatewayFiles {
  static final String KEY_ID = "KEYKEYKEY1";
  static final String TEAM_ID = "TEAMTEAMT1";
  static final String TOPIC = "com.example.app";
  static final String PROJECT = "project-1";

  private final Path folder;
  final KeyPair apns = P256.newKeyPair(new SecureRandom());
  final KeyPair vapid = P256.newKeyPair(new SecureRandom());
  final KeyPair google;
  final ClusterCertificate server;

  public GatewayFiles(Path folder) throws Exception {
    this.folder = folder;
    Files.createDirectories(folder);
    server = TestAuthority.in(folder, "push").issue("providers", "localhost");
    var rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2_048);
    google = rsa.generateKeyPair();
    secret("AuthKey.p8", pem(apns.getPrivate().getEncoded()));
    secret("vapid.pem", pem(vapid.getPrivate().getEncoded()));
  }

  public ClusterCertificate server() {
    return server;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  private void secret(String name, String text) throws IOException {
    Files.writeString(file(name), text);
    Files.setPosixFilePermissions(file(name), PosixFilePermissions.fromString("rw-------"));
  }

  static String pem(byte[] der) {
    return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
        .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
  }

  /** What is said of all providers. */
  private Map<String, Object> common() {
    var all = new LinkedHashMap<String, Object>();
    all.put("trusted-certificates-file", server.authority().toString());
    all.put("connect-max", "5s");
    all.put("answer-max", "10s");
    return all;
  }

  Map<String, Object> apns(int port) {
    var all = common();
    all.put("apns.key-file", file("AuthKey.p8").toString());
    all.put("apns.key-id", KEY_ID);
    all.put("apns.team-id", TEAM_ID);
    all.put("apns.topic", TOPIC);
    all.put("apns.host", "localhost");
    all.put("apns.port", port);
    return all;
  }

  Map<String, Object> fcm(int port) throws IOException {
    var account =
        Map.of(
            "type",
            "service_account",
            "project_id",
            PROJECT,
            "private_key_id",
            "key-1",
            "private_key",
            pem(google.getPrivate().getEncoded()),
            "client_email",
            "push@project-1.example",
            "token_uri",
            "https://localhost:" + port + "/token");
    secret("account.json", JsonMapper.builder().build().writeValueAsString(account));
    var all = common();
    all.put("fcm.service-account-file", file("account.json").toString());
    all.put("fcm.url", "https://localhost:" + port);
    return all;
  }

  /** As an operator would have it who runs a push service of his own at this port. */
  public Map<String, Object> webPush(int port) {
    var all = common();
    all.put("webpush.vapid-key-file", file("vapid.pem").toString());
    all.put("webpush.subject", "mailto:admin@a.example");
    all.put("webpush.hosts", List.of("localhost:" + port));
    all.put("webpush.private-addresses", true);
    return all;
  }

  static Config config(Map<String, Object> gateway) {
    return config(gateway, List.of());
  }

  /**
   * @param sets further settings, "key=value"
   */
  static Config config(Map<String, Object> gateway, List<String> sets) {
    var all = new LinkedHashMap<String, Object>();
    gateway.forEach((key, value) -> all.put("balcony.push.gateway." + key, value));
    try {
      return NodeConfig.load(ConfigFactory.parseMap(all), sets, null);
    } catch (ConfigProblem e) {
      throw new IllegalStateException(e);
    }
  }

  /** Texts that must never be seen in a log. */
  List<String> secrets() throws IOException {
    return List.of(
        bare(apns.getPrivate().getEncoded()),
        bare(vapid.getPrivate().getEncoded()),
        bare(google.getPrivate().getEncoded()));
  }

  /** A piece of it that no line end cuts. */
  private static String bare(byte[] der) {
    return new String(Base64.getEncoder().encode(der), StandardCharsets.US_ASCII).substring(60, 90);
  }
}
