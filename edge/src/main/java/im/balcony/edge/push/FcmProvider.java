package im.balcony.edge.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushOutcome;
import im.balcony.protocol.xep.push.PushNotification;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Firebase Cloud Messaging by its HTTP interface v1. */
final class FcmProvider {
  private static final Logger LOG = LoggerFactory.getLogger(FcmProvider.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY = 429;
  private static final int FIRST_SERVER_ERROR = 500;

  private final GatewaySettings gateway;
  private final HttpsCalls calls;
  private final AccessTokens tokens;
  private final URI url;
  private final Gate gate;
  private final Clock clock;

  FcmProvider(FcmSettings settings, GatewaySettings gateway, HttpsCalls calls, Clock clock) {
    this.gateway = gateway;
    this.calls = calls;
    this.tokens = new AccessTokens(settings, calls, clock);
    this.url =
        settings
            .url()
            .resolve("/v1/projects/%s/messages:send".formatted(settings.account().projectId()));
    this.gate = new Gate("FCM", gateway, clock);
    this.clock = clock;
  }

  CompletionStage<PushOutcome> send(PushDevice.Fcm device, PushNotification notification) {
    return gate.pass(
        () -> {
          var left = PushContent.left(notification, gateway.messageTtl(), clock);
          var body = FcmNotice.of(device.token(), notification, left);
          return tokens.get().thenCompose(token -> send(token, body));
        });
  }

  private CompletionStage<PushOutcome> send(String token, byte[] body) {
    return calls
        .post(
            url,
            Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
            body)
        .thenApply(answer -> outcome(answer, token));
  }

  private PushOutcome outcome(HttpsCalls.Answer answer, String token) {
    if (answer.status() == OK) {
      return PushOutcome.ACCEPTED;
    }
    var error = error(answer);
    var code = errorCode(error);
    // The sender id is another app's: this token never was for us.
    if (code.equals("UNREGISTERED")
        || code.equals("SENDER_ID_MISMATCH")
        || (code.equals("INVALID_ARGUMENT") && isAboutToken(error))) {
      return PushOutcome.GONE;
    }
    LOG.warn("FCM refuses a notification: {} {}", answer.status(), code);
    if (answer.status() == UNAUTHORIZED) {
      tokens.forget(token);
      return PushOutcome.TRY_LATER;
    }
    if (answer.status() == TOO_MANY || answer.status() >= FIRST_SERVER_ERROR) {
      gate.pause(answer.retryAfter());
      return PushOutcome.TRY_LATER;
    }
    return code.equals("INVALID_ARGUMENT") ? PushOutcome.REFUSED : PushOutcome.TRY_LATER;
  }

  private static JsonNode error(HttpsCalls.Answer answer) {
    try {
      return JSON.readTree(answer.body()).path("error");
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  /** FCM's own word, else the status that all of Google's interfaces have. */
  private static String errorCode(JsonNode error) {
    var code =
        details(error)
            .map(detail -> detail.path("errorCode").asText(""))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElseGet(() -> error.path("status").asText(""));
    return code.matches("[A-Z_]{1,40}") ? code : "";
  }

  private static boolean isAboutToken(JsonNode error) {
    return details(error)
        .flatMap(detail -> all(detail.path("fieldViolations")))
        .anyMatch(violation -> violation.path("field").asText("").equals("message.token"));
  }

  private static Stream<JsonNode> details(JsonNode error) {
    return all(error.path("details"));
  }

  private static Stream<JsonNode> all(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
