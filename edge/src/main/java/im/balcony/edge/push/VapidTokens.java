package im.balcony.edge.push;

import im.balcony.protocol.webpush.VapidToken;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What we name ourselves by, one for each push service, made anew when half its time is over. */
final class VapidTokens {
  /** Beyond it all are made anew: hosts below an admitted name may be many. */
  private static final int ORIGINS_MAX = 1_000;

  private final WebPushSettings settings;
  private final Clock clock;
  private final Map<String, Made> made = new ConcurrentHashMap<>();

  private record Made(String authorization, Instant goodUntil) {}

  VapidTokens(WebPushSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** The value of the header Authorization for this address (RFC 8292 section 3). */
  String authorization(URI endpoint) {
    var origin = origin(endpoint);
    if (made.size() >= ORIGINS_MAX && !made.containsKey(origin)) {
      made.clear();
    }
    var now = clock.instant();
    return made.compute(
            origin,
            (key, known) ->
                known != null && now.isBefore(known.goodUntil()) ? known : make(origin, now))
        .authorization();
  }

  private Made make(String origin, Instant now) {
    var lifetime = settings.tokenLifetime();
    var text =
        VapidToken.authorization(
            settings.key(), settings.publicKey(), origin, settings.subject(), now.plus(lifetime));
    return new Made(text, now.plus(lifetime.dividedBy(2)));
  }

  /** RFC 6454 section 6.2. */
  private static String origin(URI endpoint) {
    int port = HttpsUrls.port(endpoint);
    var host = endpoint.getHost().toLowerCase(Locale.ROOT);
    return "https://" + host + (port == HttpsUrls.USUAL_PORT ? "" : ":" + port);
  }
}
