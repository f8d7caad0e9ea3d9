package im.balcony.edge.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushOutcome;
import im.balcony.protocol.webpush.CurveCode;
import im.balcony.protocol.webpush.EncryptedContent;
import im.balcony.protocol.webpush.P256;
import im.balcony.protocol.webpush.SubscriptionKeys;
import im.balcony.protocol.webpush.WebPushMessage;
import im.balcony.protocol.xep.push.PushCiphertext;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushPriority;
import im.balcony.protocol.xep.push.PushRoute;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Push services of RFC 8030, which see nothing but ciphertext (RFC 8291). */
final class WebPushProvider {
  private static final Logger LOG = LoggerFactory.getLogger(WebPushProvider.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;

  private final GatewaySettings gateway;
  private final HttpsCalls calls;
  private final Endpoints endpoints;
  private final VapidTokens tokens;
  private final Gate gate;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  WebPushProvider(
      WebPushSettings settings, GatewaySettings gateway, HttpsCalls calls, Clock clock) {
    this.gateway = gateway;
    this.calls = calls;
    this.endpoints = new Endpoints(settings);
    this.tokens = new VapidTokens(settings, clock);
    this.gate = new Gate("Web Push", gateway, clock);
    this.clock = clock;
    var code = CurveCode.inUse();
    if (code.isNative()) {
      LOG.info("Web Push: messages are encrypted by {}", code.text());
    } else {
      LOG.warn("Web Push: messages are encrypted by {}, about 1 ms CPU for each", code.text());
    }
  }

  boolean admits(String endpoint) {
    return endpoints.admitted(endpoint).isPresent();
  }

  CompletionStage<PushOutcome> send(PushDevice.WebPush device, PushNotification notification) {
    var url = endpoints.admitted(device.endpoint());
    var keys =
        P256.publicKey(device.publicKey())
            .map(key -> new SubscriptionKeys(key, device.authSecret()));
    if (url.isEmpty() || keys.isEmpty()) {
      return CompletableFuture.completedFuture(PushOutcome.GONE);
    }
    return gate.pass(
        () ->
            CompletableFuture.supplyAsync(
                    () -> {
                      requirePublic(url.get());
                      return body(keys.get(), notification);
                    },
                    calls.threads())
                .thenCompose(body -> calls.post(url.get(), headers(url.get(), notification), body))
                .thenApply(answer -> outcome(answer, url.get())));
  }

  private void requirePublic(URI url) {
    try {
      endpoints.requirePublic(url);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the account encrypted for the device goes as it is; else what an app would be told. */
  private byte[] body(SubscriptionKeys keys, PushNotification notification) {
    if (notification.ciphertext() instanceof PushCiphertext.PublicKey whole
        && WebPushMessage.isWellFormed(whole.message())) {
      return whole.message();
    }
    var full = json(notification, true);
    return WebPushMessage.encrypt(
        keys,
        full.length <= WebPushMessage.PLAIN_BYTES_MAX ? full : json(notification, false),
        random);
  }

  private static byte[] json(PushNotification notification, boolean withCiphertext) {
    try {
      return JSON.writeValueAsBytes(PushContent.of(notification, withCiphertext));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers become JSON", e);
    }
  }

  private Map<String, String> headers(URI url, PushNotification notification) {
    var headers = new LinkedHashMap<String, String>();
    var left = PushContent.left(notification, gateway.messageTtl(), clock);
    headers.put("TTL", Long.toString(left.toSeconds()));
    headers.put("Urgency", urgency(notification));
    CollapseId.of(notification).ifPresent(topic -> headers.put("Topic", topic));
    headers.put("Content-Encoding", EncryptedContent.CODING);
    headers.put("Content-Type", "application/octet-stream");
    headers.put("Authorization", tokens.authorization(url));
    return headers;
  }

  /** RFC 8030 section 5.3: "high" is for calls; a chat wakes a device that is not saving power. */
  private static String urgency(PushNotification notification) {
    var type = PushContent.type(notification);
    if (type == PushRoute.Type.SILENT || notification.priority() == PushPriority.LOW) {
      return "low";
    }
    return type == PushRoute.Type.CHAT && notification.priority() == null ? "normal" : "high";
  }

  private PushOutcome outcome(HttpsCalls.Answer answer, URI url) {
    int status = answer.status();
    if (status / 100 == 2) {
      return PushOutcome.ACCEPTED;
    }
    if (status == NOT_FOUND || status == GONE) {
      return PushOutcome.GONE;
    }
    LOG.warn("{} refuses a notification: {}", url.getHost(), status);
    return status == BAD_REQUEST || status == TOO_LARGE
        ? PushOutcome.REFUSED
        : PushOutcome.TRY_LATER;
  }
}
