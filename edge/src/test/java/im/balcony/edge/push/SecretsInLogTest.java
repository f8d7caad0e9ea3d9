package im.balcony.edge.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.RejectionReason;
import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushOutcome;
import im.balcony.protocol.xep.push.PushRoute;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, addresses of subscriptions and keys are in no line of the log, whatever happens. */
class SecretsInLogTest {
  private static final String APNS_TOKEN = "a1".repeat(32);
  private static final String FCM_TOKEN = "fcm:APA91b-secret-token";

  @TempDir Path folder;

  @Test
  void nothingIsShownOfWhatWentWellAndOfWhatFailed() throws Exception {
    var files = new GatewayFiles(folder);
    int applePort;
    try (var socket = new ServerSocket(0)) {
      applePort = socket.getLocalPort();
    }
    var isWell = new AtomicBoolean(true);
    var apple =
        new MockApnsServerBuilder()
            .setServerCredentials(files.server.chain().toFile(), files.server.key().toFile(), null)
            .setHandlerFactory(
                session ->
                    (headers, payload) -> {
                      if (!isWell.get()) {
                        throw new RejectedNotificationException(
                            RejectionReason.SERVICE_UNAVAILABLE);
                      }
                    })
            .build();
    apple.start(applePort).join();
    var log = LogScan.begin();
    try (var service = new MockHttps(files.server)) {
      service.at("/token", request -> token());
      service.usually(MockHttps.Reply.json(200, "{}"));
      var page = new Subscriber(service.port(), "secret-of-the-page");
      var settings = new HashMap<>(files.apns(applePort));
      settings.putAll(files.fcm(service.port()));
      settings.putAll(files.webPush(service.port()));
      try (var providers =
          ConfiguredProviders.open(GatewayFiles.config(settings), Clock.systemUTC())) {
        assertEquals(
            List.of(PushOutcome.ACCEPTED, PushOutcome.ACCEPTED, PushOutcome.ACCEPTED),
            all(providers, page));
        isWell.set(false);
        service.usually(MockHttps.Reply.json(500, "{\"error\":{\"status\":\"INTERNAL\"}}"));
        assertEquals(
            List.of(PushOutcome.TRY_LATER, PushOutcome.TRY_LATER, PushOutcome.TRY_LATER),
            all(providers, page));
        service.stop();
        all(providers, page);
      }
      var secrets = new ArrayList<>(files.secrets());
      secrets.addAll(
          List.of(
              APNS_TOKEN,
              FCM_TOKEN,
              "secret-of-the-page",
              page.auth(),
              page.publicKey(),
              "ya29.secret",
              "vapid t=",
              "assertion="));
      log.requireNone(secrets);
    } finally {
      log.close();
      apple.shutdown().join();
    }
  }

  private static MockHttps.Reply token() {
    return MockHttps.Reply.json(200, "{\"access_token\":\"ya29.secret\",\"expires_in\":3600}");
  }

  private static List<PushOutcome> all(ConfiguredProviders providers, Subscriber page) {
    var outcomes = new ArrayList<PushOutcome>();
    for (var device :
        List.of(
            new PushDevice.Apns(APNS_TOKEN, null), new PushDevice.Fcm(FCM_TOKEN), page.device())) {
      outcomes.add(
          providers
              .send(device, Notices.of(PushRoute.Type.CHAT, "conv-1", null))
              .toCompletableFuture()
              .join());
    }
    return outcomes;
  }
}
