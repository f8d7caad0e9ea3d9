package im.balcony.edge.push;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access token of a service account (RFC 7523 section 2.1): asked for once for all who wait,
 * kept until shortly before its end, and not asked for again at once when there is none.
 */
final class AccessTokens {
  private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final int OK = 200;

  /** So long before its end a token is not used any more. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private static final long LIFETIME_SECONDS_MAX = 86_400;

  private final FcmSettings settings;
  private final HttpsCalls calls;
  private final Clock clock;
  private @Nullable Token token;
  private @Nullable CompletableFuture<String> asking;
  private Instant notBefore = Instant.MIN;

  private record Token(String text, Instant goodUntil) {}

  AccessTokens(FcmSettings settings, HttpsCalls calls, Clock clock) {
    this.settings = settings;
    this.calls = calls;
    this.clock = clock;
  }

  /** Fails when there is none now. */
  CompletionStage<String> get() {
    CompletableFuture<String> promise;
    synchronized (this) {
      var known = token;
      if (known != null && clock.instant().isBefore(known.goodUntil())) {
        return CompletableFuture.completedFuture(known.text());
      }
      if (asking != null) {
        return asking;
      }
      if (clock.instant().isBefore(notBefore)) {
        return CompletableFuture.failedFuture(new IOException("no access token yet"));
      }
      promise = new CompletableFuture<>();
      asking = promise;
    }
    ask(promise);
    return promise;
  }

  /** Google does not take it any more. */
  synchronized void forget(String refused) {
    if (token != null && token.text().equals(refused)) {
      token = null;
    }
  }

  private void ask(CompletableFuture<String> promise) {
    var form =
        "grant_type=%s&assertion=%s"
            .formatted(
                URLEncoder.encode(GRANT, StandardCharsets.UTF_8),
                settings.account().assertion(clock.instant()));
    calls
        .post(
            settings.account().tokenUrl(),
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            form.getBytes(StandardCharsets.US_ASCII))
        .thenApply(this::read)
        .whenComplete((given, failure) -> end(promise, given, failure));
  }

  private void end(
      CompletableFuture<String> promise, @Nullable Token given, @Nullable Throwable failure) {
    synchronized (this) {
      asking = null;
      token = given;
      if (given == null) {
        notBefore = clock.instant().plus(settings.tokenPause());
      }
    }
    if (given != null) {
      promise.complete(given.text());
    } else {
      promise.completeExceptionally(failure == null ? new IOException("no access token") : failure);
    }
  }

  /** What is in an answer is not told: it may be a token. */
  private Token read(HttpsCalls.Answer answer) {
    try {
      var json = JSON.readTree(answer.body());
      var text = json.path("access_token").asText("");
      if (answer.status() == OK && !text.isEmpty()) {
        long seconds = Math.min(json.path("expires_in").asLong(0), LIFETIME_SECONDS_MAX);
        return new Token(text, clock.instant().plusSeconds(seconds).minus(MARGIN));
      }
      LOG.warn(
          "no access token for FCM: {} answers {} {}",
          settings.account().tokenUrl().getHost(),
          answer.status(),
          word(json.path("error").asText("")));
      throw new UncheckedIOException(new IOException("no access token"));
    } catch (IOException e) {
      throw new UncheckedIOException(new IOException("the answer is no JSON"));
    }
  }

  /** Of RFC 6749 section 5.2: a word, else nothing of it is shown. */
  private static String word(String error) {
    return error.matches("[a-z_]{1,40}") ? error : "";
  }
}
