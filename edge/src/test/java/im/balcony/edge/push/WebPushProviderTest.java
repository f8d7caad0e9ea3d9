package im.balcony.edge.push;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import im.balcony.actors.port.PushOutcome;
import im.balcony.protocol.webpush.P256;
import im.balcony.protocol.webpush.SubscriptionKeys;
import im.balcony.protocol.webpush.WebPushMessage;
import im.balcony.protocol.xep.push.PushCiphertext;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushRoute;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8030, 8291 and 8292 as a push service and its subscriber see them. */
class WebPushProviderTest {
  @TempDir static Path folder;

  private static GatewayFiles files;

  private MockHttps service;
  private Subscriber page;
  private ConfiguredProviders providers;

  @BeforeAll
  static void makeKeys() throws Exception {
    files = new GatewayFiles(folder);
  }

  @BeforeEach
  void open() throws Exception {
    service = new MockHttps(files.server);
    page = new Subscriber(service.port(), "sub/1");
    providers = open(GatewayFiles.config(files.webPush(service.port())));
  }

  private static ConfiguredProviders open(Config config) {
    return ConfiguredProviders.open(config, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    providers.close();
    service.close();
  }

  private PushOutcome send(PushNotification notification) {
    return providers.send(page.device(), notification).toCompletableFuture().join();
  }

  private MockHttps.Request taken() throws InterruptedException {
    return Objects.requireNonNull(service.taken(), "nothing came");
  }

  @Test
  void aMessageComesEncryptedForThePageAndByOurName() throws Exception {
    assertEquals(PushOutcome.ACCEPTED, send(Notices.of(PushRoute.Type.CHAT, "conv-1", null)));

    var request = taken();
    assertEquals("/sub/1", request.path());
    Subscriber.requireVapid(request, files.vapid, service.port());
    assertEquals("604800", request.header("TTL"));
    assertEquals("normal", request.header("Urgency"));
    assertEquals("conv-1", request.header("Topic"));
    assertEquals(
        "{\"type\":\"chat\",\"id\":\"conv-1\",\"unread\":3,\"requests\":1}", page.opened(request));
  }

  @Test
  void aCallIsUrgentAndEndsWithItsRinging() throws Exception {
    var id = "a session id with spaces, too long for a Topic header";
    send(Notices.of(PushRoute.Type.CALL, id, Instant.now().plusSeconds(30)));
    send(Notices.of(PushRoute.Type.CALL_END, id, Instant.now().plusSeconds(30)));

    var call = taken();
    assertEquals("high", call.header("Urgency"));
    assertTrue(Long.parseLong(call.header("TTL")) <= 30);
    assertTrue(call.header("Topic").matches("[A-Za-z0-9_-]{32}"), call.header("Topic"));
    assertEquals(id, Subscriber.json(utf8(page.opened(call))).path("id").asText());
    assertEquals(call.header("Topic"), taken().header("Topic"), "the end replaces the call");
  }

  @Test
  void whatIsOverIsNotSent() {
    assertEquals(
        PushOutcome.ACCEPTED,
        send(Notices.of(PushRoute.Type.CALL, "c", Instant.now().minusSeconds(1))));
    assertTrue(service.hasNothing());
  }

  @Test
  void whatNeedNotWakeAnybodyIsLow() throws Exception {
    send(Notices.of(PushRoute.Type.SILENT));
    send(Notices.low(PushRoute.Type.MENTION));

    assertEquals("low", taken().header("Urgency"));
    var second = taken();
    assertEquals("low", second.header("Urgency"));
    assertEquals("", second.header("Topic"));
  }

  @Test
  void whatTheAccountEncryptedForThePageGoesAsItIs() throws Exception {
    var device = page.device();
    var keys =
        new SubscriptionKeys(P256.publicKey(device.publicKey()).orElseThrow(), device.authSecret());
    var message = WebPushMessage.encrypt(keys, utf8("for the page"), new SecureRandom());
    send(Notices.with(PushRoute.Type.CHAT, new PushCiphertext.PublicKey(message)));

    var request = taken();
    assertArrayEquals(message, request.body());
    assertEquals("for the page", page.opened(request));
  }

  @Test
  void whatIsEncryptedByASharedKeyIsInsideAndLeftOutWhenItDoesNotFit() throws Exception {
    var iv = new byte[12];
    send(
        Notices.with(
            PushRoute.Type.CHAT, new PushCiphertext.SharedKey(iv, new byte[2_500], false)));
    send(
        Notices.with(
            PushRoute.Type.CHAT, new PushCiphertext.SharedKey(iv, new byte[4_000], false)));

    var fits = Subscriber.json(utf8(page.opened(taken())));
    assertEquals("tigase:push:encrypt:0", fits.path("scheme").asText());
    assertEquals("AAAAAAAAAAAAAAAA", fits.path("iv").asText());
    assertArrayEquals(new byte[2_500], fits.path("encrypted").binaryValue());
    assertEquals("{\"type\":\"chat\"}", page.opened(taken()));
  }

  @ParameterizedTest
  @CsvSource({
    "200,ACCEPTED",
    "201,ACCEPTED",
    "202,ACCEPTED",
    "404,GONE",
    "410,GONE",
    "413,REFUSED",
    "400,REFUSED",
    "401,TRY_LATER",
    "403,TRY_LATER",
    "429,TRY_LATER",
    "500,TRY_LATER",
    "503,TRY_LATER",
    "307,TRY_LATER"
  })
  void theAnswerSaysWhatBecomesOfTheSubscription(int status, PushOutcome outcome) {
    service.answers(
        new MockHttps.Reply(
            status,
            Map.of("Location", "https://localhost:" + service.port() + "/elsewhere"),
            new byte[0]));

    assertEquals(outcome, send(Notices.of(PushRoute.Type.CHAT)));
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    service.answers(
        new MockHttps.Reply(
            302,
            Map.of("Location", "https://localhost:" + service.port() + "/elsewhere"),
            new byte[0]));
    send(Notices.of(PushRoute.Type.CHAT));

    assertEquals("/sub/1", taken().path());
    assertTrue(service.hasNothing());
  }

  @Test
  void anAnswerWithoutEndIsNotReadToItsEnd() {
    service.answers(new MockHttps.Reply(201, Map.of(), new byte[5_000_000]));

    assertEquals(PushOutcome.ACCEPTED, send(Notices.of(PushRoute.Type.CHAT)));
  }

  @Test
  void aServiceThatDoesNotAnswerIsTriedLaterAndHoldsNothingUp() throws Exception {
    providers.close();
    providers =
        open(
            GatewayFiles.config(
                files.webPush(service.port()), List.of("balcony.push.gateway.in-flight-max=1")));
    var open = new CountDownLatch(1);
    var waits = new CountDownLatch(1);
    service.at(
        "/sub/1",
        request -> {
          waits.countDown();
          try {
            open.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return MockHttps.Reply.of(201);
        });
    var first =
        providers.send(page.device(), Notices.of(PushRoute.Type.CHAT)).toCompletableFuture();
    waits.await();

    assertEquals(PushOutcome.TRY_LATER, send(Notices.of(PushRoute.Type.CHAT)), "one at once");
    open.countDown();
    assertEquals(PushOutcome.ACCEPTED, first.join());
    assertEquals(PushOutcome.ACCEPTED, send(Notices.of(PushRoute.Type.CHAT)));
  }

  @Test
  void aServiceThatIsNotThereIsTriedLater() {
    service.close();

    assertEquals(PushOutcome.TRY_LATER, send(Notices.of(PushRoute.Type.CHAT)));
  }

  @Test
  void oneTokenServesManyMessages() throws Exception {
    send(Notices.of(PushRoute.Type.CHAT));
    send(Notices.of(PushRoute.Type.CHAT));

    var first = taken();
    var second = taken();
    assertEquals(first.header("Authorization"), second.header("Authorization"));
    assertNotEquals(page.opened(first), new String(first.body(), StandardCharsets.ISO_8859_1));
    assertFalse(Arrays.equals(first.body(), second.body()), "each by a key of its own");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://user@fcm.googleapis.com/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evilfcm.googleapis.com/x",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/x",
        "https:///x",
        "https:x",
        "ftp://fcm.googleapis.com/x",
        "https://fcm.googleapis.com/#x",
        "https://fcm.googleapis.com:0/x",
        "not an address",
        ""
      })
  void addressesOfOthersAreNotAdmitted(String endpoint) {
    var strict = strict();

    assertTrue(strict.admitted(endpoint).isEmpty(), endpoint);
  }

  @Test
  void addressesOfKnownPushServicesAreAdmitted() {
    var strict = strict();

    for (var endpoint :
        List.of(
            "https://fcm.googleapis.com/fcm/send/x:y",
            "https://FCM.googleapis.com:443/wp/x",
            "https://updates.push.services.mozilla.com/wpush/v2/x",
            "https://db5p.notify.windows.com/w/?token=x",
            "https://web.push.apple.com/x")) {
      assertTrue(strict.admitted(endpoint).isPresent(), endpoint);
      assertTrue(strict.admitted(endpoint + "x".repeat(600)).isEmpty());
    }
  }

  private Endpoints strict() {
    var all = files.webPush(1);
    all.remove("webpush.hosts");
    all.remove("webpush.private-addresses");
    return new Endpoints(GatewaySettings.from(GatewayFiles.config(all)).webPush().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8,true",
    "127.0.0.1,false",
    "10.1.2.3,false",
    "172.16.0.1,false",
    "192.168.1.1,false",
    "169.254.169.254,false",
    "100.64.0.1,false",
    "100.128.0.1,true",
    "0.1.2.3,false",
    "224.0.0.1,false",
    "255.255.255.255,false",
    "::1,false",
    "fe80::1,false",
    "fd00::1,false",
    "fc00::1,false",
    "2001:4860:4860::8888,true",
    "::ffff:127.0.0.1,false"
  })
  void privateAddressesAreKnown(String address, boolean isPublic) throws Exception {
    assertEquals(isPublic, Endpoints.isPublic(InetAddress.getByName(address)), address);
  }

  @Test
  void aNameWithAPrivateAddressIsNotSpokenTo() {
    providers.close();
    var all = files.webPush(service.port());
    all.put("webpush.private-addresses", false);
    providers = open(GatewayFiles.config(all));

    assertEquals(PushOutcome.TRY_LATER, send(Notices.of(PushRoute.Type.CHAT)));
    assertTrue(service.hasNothing());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
