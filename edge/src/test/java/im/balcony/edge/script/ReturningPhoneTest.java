package im.balcony.edge.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.balcony.load.client.Account;
import im.balcony.load.command.LoadCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What a phone costs that comes back to 200 conversations, of which 10 have changed by 20 messages
 * each, and 50 contacts that are online: {@code load return} as it is, against a whole server.
 */
class ReturningPhoneTest {
  private static final int CONVERSATIONS = 200;
  private static final String DOMAIN = "a.example";
  private static final String SECONDS_MAX = "120";

  @Test
  void itHasWhatChangedInOneRoundTripAndATenthOfTheBytes(@TempDir Path data, @TempDir Path results)
      throws Exception {
    try (var node = WholeNode.start(data, List.of())) {
      node.createAccounts(
          IntStream.rangeClosed(1, CONVERSATIONS + 1)
              .mapToObj(number -> Account.numbered(number).bareJid(DOMAIN))
              .toList(),
          Account.PASSWORD);

      var figures = figures(node, results.resolve("return.jsonl"));

      assertEquals(1, figures.get("fastRoundTrips").asInt());
      assertEquals(10, figures.get("fastItems").asInt(), "conversations");
      assertEquals(200, figures.get("classicItems").asInt(), "messages");
      assertTrue(figures.get("classicRoundTrips").asInt() >= 6, figures.toString());
      assertTrue(figures.get("bytesShare").asDouble() <= 0.1, figures.toString());
    }
  }

  private static JsonNode figures(WholeNode node, Path results) throws Exception {
    var server = node.c2s();
    var exit =
        new CommandLine(new LoadCommand())
            .execute(
                "return",
                "--host=" + server.getHostString(),
                "--port=" + server.getPort(),
                "--domain=" + DOMAIN,
                "--login-timeout=" + SECONDS_MAX,
                "--phones=1",
                "--conversations=" + CONVERSATIONS,
                "--contacts-online=50",
                "--changed=10",
                "--messages=20",
                "--results=" + results);
    assertEquals(0, exit);
    return new ObjectMapper().readTree(results.toFile());
  }
}
