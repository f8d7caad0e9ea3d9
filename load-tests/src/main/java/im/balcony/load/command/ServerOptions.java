package im.balcony.load.command;

import im.balcony.load.client.ClientGroup;
import im.balcony.load.client.ClientSettings;
import im.balcony.load.client.ClientSettings.Mechanism;
import picocli.CommandLine.Option;

/** Which server, and how to log in. */
final class ServerOptions {
  @Option(names = "--host", defaultValue = "127.0.0.1", description = "default: ${DEFAULT-VALUE}")
  private String host = "127.0.0.1";

  @Option(names = "--port", defaultValue = "5222", description = "default: ${DEFAULT-VALUE}")
  private int port = 5222;

  @Option(
      names = "--domain",
      defaultValue = "localhost",
      description = "domain of the accounts load1, load2, ...; default: ${DEFAULT-VALUE}")
  private String domain = "localhost";

  @Option(names = "--starttls", description = "use TLS, trusting any certificate")
  private boolean startTls;

  @Option(
      names = "--mechanism",
      defaultValue = "SCRAM_SHA_1",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
  private Mechanism mechanism = Mechanism.SCRAM_SHA_1;

  @Option(
      names = "--ack-every",
      defaultValue = "1",
      description = "ask for an acknowledgement after so many messages; default: ${DEFAULT-VALUE}")
  private int acknowledgementEvery = 1;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "event loops of the load driver; default: ${DEFAULT-VALUE}")
  private int threads = 1;

  @Option(
      names = "--login-timeout",
      defaultValue = "30",
      description = "seconds; default: ${DEFAULT-VALUE}")
  private int loginTimeoutSeconds = 30;

  @Option(
      names = "--logins-in-flight",
      defaultValue = "50",
      description = "logins at the same time; default: ${DEFAULT-VALUE}")
  private int loginsInFlightMax = 50;

  @Option(
      names = "--logins-timeout",
      defaultValue = "600",
      description = "seconds until all must be logged in; default: ${DEFAULT-VALUE}")
  private int loginsTimeoutSeconds = 600;

  ClientGroup newGroup() {
    return new ClientGroup(
        new ClientSettings(
            host,
            port,
            domain,
            startTls,
            mechanism,
            acknowledgementEvery,
            loginTimeoutSeconds * 1_000),
        threads);
  }

  int loginsInFlightMax() {
    return loginsInFlightMax;
  }

  int loginsTimeoutSeconds() {
    return loginsTimeoutSeconds;
  }

  String domain() {
    return domain;
  }
}
