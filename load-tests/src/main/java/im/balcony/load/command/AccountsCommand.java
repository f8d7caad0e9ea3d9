package im.balcony.load.command;

import im.balcony.load.client.Account;
import im.balcony.protocol.sasl.ScramKeys;
import im.balcony.protocol.sasl.ScramMechanism;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The CSV of load accounts for {@code ./balcony user import}: {@code jid,,<SCRAM-SHA-1
 * keys>,<SCRAM-SHA-256 keys>}.
 *
 * <p>All have one password and one salt, so that keys are derived once: cheap to import, and no
 * example of how to store passwords.
 */
@Command(name = "accounts", description = "print a CSV of the accounts load1, load2, ...")
final class AccountsCommand implements Callable<Integer> {
  private static final byte[] SALT = "load-test-salt-1".getBytes(StandardCharsets.US_ASCII);
  private static final int ITERATIONS = ScramKeys.ITERATIONS_MIN;

  @Option(names = "--count", defaultValue = "100", description = "default: ${DEFAULT-VALUE}")
  private int count;

  @Option(names = "--domain", defaultValue = "localhost", description = "default: ${DEFAULT-VALUE}")
  private String domain = "localhost";

  @Option(names = "--passwords", description = "print jid,password instead of keys")
  private boolean passwords;

  @Override
  public Integer call() {
    var credentials =
        passwords
            ? Account.PASSWORD
            : "," + keys(ScramMechanism.SCRAM_SHA_1) + "," + keys(ScramMechanism.SCRAM_SHA_256);
    for (var number = 1; number <= count; number++) {
      System.out.println(Account.numbered(number).bareJid(domain) + "," + credentials);
    }
    return 0;
  }

  private static String keys(ScramMechanism mechanism) {
    var keys = ScramKeys.derive(mechanism, Account.PASSWORD, SALT, ITERATIONS).orElseThrow();
    var base64 = Base64.getEncoder();
    return String.join(
        ":",
        Integer.toString(keys.iterations()),
        base64.encodeToString(keys.salt()),
        base64.encodeToString(keys.storedKey()),
        base64.encodeToString(keys.serverKey()));
  }
}
