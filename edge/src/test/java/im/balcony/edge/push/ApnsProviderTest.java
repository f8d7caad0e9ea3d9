package im.balcony.edge.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.ParsingMockApnsServerListenerAdapter;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.server.ValidatingPushNotificationHandlerFactory;
import com.fasterxml.jackson.databind.JsonNode;
import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushOutcome;
import im.balcony.protocol.xep.push.PushCiphertext;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushRoute;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** APNs by HTTP/2: a server that looks at tokens, topics, headers and sizes as Apple's does. */
class ApnsProviderTest {
  private static final String TOKEN = "a1".repeat(32);
  private static final String CALL_TOKEN = "b2".repeat(32);
  private static final String LOST = "c3".repeat(32);
  private static final String LOST_CALL_TOKEN = "d4".repeat(32);
  private static final String STRANGER = "e5".repeat(32);
  private static final String VOIP = GatewayFiles.TOPIC + ".voip";

  @TempDir static Path folder;

  private static final LinkedBlockingQueue<ApnsPushNotification> ACCEPTED =
      new LinkedBlockingQueue<>();
  private static GatewayFiles files;
  private static MockApnsServer apple;
  private static int port;

  private ConfiguredProviders providers;

  @BeforeAll
  static void start() throws Exception {
    files = new GatewayFiles(folder);
    port = freePort();
    apple = apple((ECPublicKey) files.apns.getPublic());
    apple.start(port).join();
  }

  @AfterAll
  static void stop() {
    apple.shutdown().join();
  }

  @BeforeEach
  void open() {
    ACCEPTED.clear();
    providers = open(files.apns(port));
  }

  private static MockApnsServer apple(ECPublicKey key) throws Exception {
    var verified = new ApnsVerificationKey(GatewayFiles.KEY_ID, GatewayFiles.TEAM_ID, key);
    var lost = new HashMap<String, Instant>();
    lost.put(LOST, Instant.now().minusSeconds(60));
    lost.put(LOST_CALL_TOKEN, Instant.now().minusSeconds(60));
    var tokens =
        Map.of(GatewayFiles.TOPIC, Set.of(TOKEN, LOST), VOIP, Set.of(CALL_TOKEN, LOST_CALL_TOKEN));
    return new MockApnsServerBuilder()
        .setServerCredentials(files.server.chain().toFile(), files.server.key().toFile(), null)
        .setHandlerFactory(
            new ValidatingPushNotificationHandlerFactory(
                tokens,
                lost,
                Map.of(GatewayFiles.KEY_ID, verified),
                Map.of(verified, Set.of(GatewayFiles.TOPIC, VOIP))))
        .setListener(
            new ParsingMockApnsServerListenerAdapter() {
              @Override
              public void handlePushNotificationAccepted(ApnsPushNotification notification) {
                ACCEPTED.add(notification);
              }

              @Override
              public void handlePushNotificationRejected(
                  ApnsPushNotification notification,
                  RejectionReason reason,
                  @Nullable Instant lostSince) {}
            })
        .build();
  }

  private static ConfiguredProviders open(Map<String, Object> settings) {
    return ConfiguredProviders.open(GatewayFiles.config(settings), Clock.systemUTC());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @AfterEach
  void close() {
    providers.close();
  }

  private PushOutcome send(String token, @Nullable String callToken, PushNotification what) {
    return providers.send(new PushDevice.Apns(token, callToken), what).toCompletableFuture().join();
  }

  private ApnsPushNotification taken() throws InterruptedException {
    return Objects.requireNonNull(ACCEPTED.poll(20, TimeUnit.SECONDS), "nothing came");
  }

  private static JsonNode payload(ApnsPushNotification notification) throws Exception {
    return Subscriber.json(notification.getPayload().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aMessageIsAnAlertWithTheBadge() throws Exception {
    assertEquals(
        PushOutcome.ACCEPTED,
        send(TOKEN, CALL_TOKEN, Notices.of(PushRoute.Type.CHAT, "conv-1", null)));

    var came = taken();
    assertEquals(TOKEN, came.getToken());
    assertEquals(PushType.ALERT, came.getPushType());
    assertEquals(GatewayFiles.TOPIC, came.getTopic());
    assertEquals(DeliveryPriority.IMMEDIATE, came.getPriority());
    assertEquals("conv-1", came.getCollapseId());
    var left = Duration.between(Instant.now(), came.getExpiration());
    assertTrue(left.compareTo(Duration.ofDays(7)) <= 0 && left.toDays() >= 6, "in " + left);
    assertEquals(
        "{\"aps\":{\"alert\":{\"title\":\"New message\"},\"mutable-content\":1,\"sound\":\"default\",\"badge\":3,\"thread-id\":\"conv-1\"},\"type\":\"chat\",\"id\":\"conv-1\",\"unread\":3,\"requests\":1}",
        came.getPayload());
  }

  @Test
  void aCallGoesToPushKitAloneAndEndsWithItsRinging() throws Exception {
    var end = Instant.now().plusSeconds(30);
    send(TOKEN, CALL_TOKEN, Notices.of(PushRoute.Type.CALL, "call-1", end));

    var came = taken();
    assertEquals(CALL_TOKEN, came.getToken());
    assertEquals(PushType.VOIP, came.getPushType());
    assertEquals(VOIP, came.getTopic());
    assertEquals(DeliveryPriority.IMMEDIATE, came.getPriority());
    assertNull(came.getCollapseId());
    assertTrue(Math.abs(Duration.between(end, came.getExpiration()).toSeconds()) <= 1);
    var payload = payload(came);
    assertTrue(payload.path("aps").isEmpty());
    assertEquals("call", payload.path("type").asText());
    assertEquals("call-1", payload.path("id").asText());
    assertEquals(end.getEpochSecond(), payload.path("expires").asLong());
    assertNull(ACCEPTED.peek());
  }

  @Test
  void aCallToAnAppWithoutPushKitIsAnAlert() throws Exception {
    send(TOKEN, null, Notices.of(PushRoute.Type.CALL, "call-1", null));

    var came = taken();
    assertEquals(PushType.ALERT, came.getPushType());
    assertEquals("call-1", came.getCollapseId());
    assertEquals("Incoming call", payload(came).at("/aps/alert/title").asText());
    assertEquals("time-sensitive", payload(came).at("/aps/interruption-level").asText());
  }

  @Test
  void theEndOfACallNeverGoesToPushKit() throws Exception {
    send(TOKEN, CALL_TOKEN, Notices.of(PushRoute.Type.CALL_END, "call-1", null));
    send(TOKEN, null, Notices.of(PushRoute.Type.CALL_END, "call-1", null));

    var quiet = taken();
    assertEquals(TOKEN, quiet.getToken());
    assertEquals(PushType.BACKGROUND, quiet.getPushType());
    assertEquals(DeliveryPriority.CONSERVE_POWER, quiet.getPriority());
    assertEquals("{\"content-available\":1}", payload(quiet).path("aps").toString());
    var shown = taken();
    assertEquals(PushType.ALERT, shown.getPushType(), "what is on the screen is replaced");
    assertEquals("call-1", shown.getCollapseId());
    assertEquals("Call ended", payload(shown).at("/aps/alert/title").asText());
    assertTrue(payload(shown).at("/aps/sound").isMissingNode());
  }

  @Test
  void numbersAloneComeInTheBackground() throws Exception {
    send(TOKEN, CALL_TOKEN, Notices.of(PushRoute.Type.SILENT));

    var came = taken();
    assertEquals(PushType.BACKGROUND, came.getPushType());
    assertEquals(DeliveryPriority.CONSERVE_POWER, came.getPriority());
    assertEquals("{\"content-available\":1}", payload(came).path("aps").toString());
    assertEquals(3, payload(came).path("unread").asLong());
  }

  @Test
  void whatIsNotUrgentMaySpareTheBattery() throws Exception {
    send(TOKEN, null, Notices.low(PushRoute.Type.CHAT));

    assertEquals(DeliveryPriority.CONSERVE_POWER, taken().getPriority());
  }

  @Test
  void whatIsEncryptedForTheDeviceComesWithItUnlessItIsTooMuch() throws Exception {
    var sealed = new PushCiphertext.SharedKey(new byte[12], new byte[2_600], true);
    send(TOKEN, CALL_TOKEN, Notices.with(PushRoute.Type.CALL, sealed));
    var tooMuch = new PushCiphertext.SharedKey(new byte[12], new byte[4_000], false);
    send(TOKEN, CALL_TOKEN, Notices.with(PushRoute.Type.CHAT, tooMuch));

    var call = payload(taken());
    assertEquals(2_600, call.path("encrypted").binaryValue().length);
    assertEquals("tigase:push:encrypt:0", call.path("scheme").asText());
    var chat = taken();
    assertTrue(chat.getPayload().length() <= 4_096);
    assertTrue(payload(chat).path("encrypted").isMissingNode());
    assertTrue(payload(chat).at("/aps/badge").isMissingNode(), "nobody told a number");
  }

  @Test
  void aTokenThatIsNoneAnyMoreIsGone() {
    assertEquals(PushOutcome.GONE, send(LOST, null, Notices.of(PushRoute.Type.CHAT)));
    assertEquals(PushOutcome.GONE, send(STRANGER, null, Notices.of(PushRoute.Type.CHAT)));
    assertTrue(ACCEPTED.isEmpty());
  }

  @Test
  void aCallStillIsSomethingToSeeWhenPushKitKnowsTheAppNoMore() throws Exception {
    assertEquals(
        PushOutcome.ACCEPTED,
        send(TOKEN, LOST_CALL_TOKEN, Notices.of(PushRoute.Type.CALL, "call-1", null)));

    var came = taken();
    assertEquals(TOKEN, came.getToken());
    assertEquals(PushType.ALERT, came.getPushType());
  }

  @Test
  void aKeyThatAppleDoesNotKnowIsForTheOperatorAndEndsNothing() {
    providers.close();
    var settings = files.apns(port);
    settings.put("apns.key-file", files.file("vapid.pem").toString());
    providers = open(settings);

    assertEquals(PushOutcome.TRY_LATER, send(TOKEN, null, Notices.of(PushRoute.Type.CHAT)));
    assertTrue(ACCEPTED.isEmpty());
  }

  @Test
  void noServerAtAllIsTriedLater() throws Exception {
    providers.close();
    var settings = files.apns(freePort());
    settings.put("answer-max", "2s");
    providers = open(settings);

    assertEquals(PushOutcome.TRY_LATER, send(TOKEN, null, Notices.of(PushRoute.Type.CHAT)));
  }

  @Test
  void aServerThatCannotShowItsNameGetsNothing() {
    providers.close();
    var settings = files.apns(port);
    settings.remove("trusted-certificates-file");
    settings.put("answer-max", "2s");
    providers = open(settings);

    assertEquals(PushOutcome.TRY_LATER, send(TOKEN, null, Notices.of(PushRoute.Type.CHAT)));
    assertTrue(ACCEPTED.isEmpty());
  }

  @Test
  void theOperatorIsToldWhetherAppleTakesTheKey() {
    var well = ProviderTrial.of(GatewayFiles.config(files.apns(port)));
    assertEquals(1, well.size());
    assertTrue(well.get(0).works(), well.toString());
  }

  @Test
  void whatTheOperatorGotWrongIsSaidBeforeTheStart() {
    for (var wrong :
        List.of("key-id=short", "team-id=lower-case", "topic=\"a b\"", "environment=test")) {
      var problem =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  GatewaySettings.from(
                      GatewayFiles.config(
                          withoutSetting(wrong), List.of("balcony.push.gateway.apns." + wrong))));
      assertTrue(
          String.valueOf(problem.getMessage()).startsWith("balcony.push.gateway.apns."),
          problem.getMessage());
    }
    var settings = files.apns(port);
    settings.put("apns.key-file", files.file("none.p8").toString());
    var problem = assertThrows(IllegalArgumentException.class, () -> open(settings));
    assertTrue(String.valueOf(problem.getMessage()).contains("none.p8"), problem.getMessage());
    assertFalse(GatewaySettings.from(GatewayFiles.config(Map.of())).isOn());
  }

  private Map<String, Object> withoutSetting(String set) {
    var settings = files.apns(port);
    settings.remove("apns." + set.substring(0, set.indexOf('=')));
    return settings;
  }
}
