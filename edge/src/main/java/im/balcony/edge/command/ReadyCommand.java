package im.balcony.edge.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks nodes whether they can serve. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
@Command(
    name = "ready",
    description = "Ask nodes by their management port whether they can serve.",
    mixinStandardHelpOptions = true)
final class ReadyCommand implements Callable<Integer> {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(15);
  private static final int OK = 200;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "URL",
      description = "http://HOST:PORT/ready; every address of the host is asked.")
  private URI url;

  @Override
  public Integer call() throws CommandProblem {
    try {
      var allReady = true;
      for (var address : InetAddress.getAllByName(url.getHost())) {
        allReady &= isReady(address.getHostAddress());
      }
      return allReady ? 0 : BalconyCommand.EXIT_FAILED;
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandProblem("%s does not answer: %s".formatted(url, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandProblem("interrupted");
    }
  }

  private boolean isReady(String host) throws IOException, InterruptedException {
    var named = host.contains(":") ? "[" + host + "]" : host;
    var uri = URI.create("http://%s:%d%s".formatted(named, url.getPort(), url.getPath()));
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri).timeout(ANSWER_MAX).build(),
                HttpResponse.BodyHandlers.ofString());
    spec.commandLine().getOut().printf("%s: %s%n", host, answer.body().strip());
    return answer.statusCode() == OK;
  }
}
