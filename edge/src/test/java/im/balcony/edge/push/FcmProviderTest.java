package im.balcony.edge.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushOutcome;
import im.balcony.protocol.xep.push.PushCiphertext;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushRoute;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FCM's HTTP v1 and Google's access tokens (RFC 7523), by a server that looks at both. */
class FcmProviderTest {
  private static final String TOKEN = "fcm_token:APA91b-1";

  @TempDir static Path folder;

  private static GatewayFiles files;

  private final HandClock clock = new HandClock();
  private final ConcurrentLinkedQueue<String> assertions = new ConcurrentLinkedQueue<>();
  private MockHttps google;
  private ConfiguredProviders providers;
  private volatile int tokenStatus = 200;

  @BeforeAll
  static void makeKeys() throws Exception {
    files = new GatewayFiles(folder);
  }

  @BeforeEach
  void open() throws Exception {
    google = new MockHttps(files.server);
    google.usually(MockHttps.Reply.json(200, "{\"name\":\"projects/project-1/messages/1\"}"));
    google.at("/token", this::token);
    providers = ConfiguredProviders.open(GatewayFiles.config(files.fcm(google.port())), clock);
  }

  private MockHttps.Reply token(MockHttps.Request request) {
    assertions.add(new String(request.body(), StandardCharsets.UTF_8));
    return tokenStatus == 200
        ? MockHttps.Reply.json(
            200,
            "{\"access_token\":\"ya29.%d\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"
                .formatted(assertions.size()))
        : MockHttps.Reply.json(tokenStatus, "{\"error\":\"invalid_grant\"}");
  }

  @AfterEach
  void close() {
    providers.close();
    google.close();
  }

  private PushOutcome send(PushNotification notification) {
    return providers.send(new PushDevice.Fcm(TOKEN), notification).toCompletableFuture().join();
  }

  private MockHttps.Request taken() throws InterruptedException {
    return Objects.requireNonNull(google.taken(), "nothing came");
  }

  private JsonNode message() throws Exception {
    return Subscriber.json(taken().body()).path("message");
  }

  @Test
  void aMessageIsDataForTheApp() throws Exception {
    assertEquals(PushOutcome.ACCEPTED, send(Notices.of(PushRoute.Type.CHAT, "conv-1", null)));

    var request = taken();
    assertEquals("/v1/projects/project-1/messages:send", request.path());
    assertEquals("Bearer ya29.1", request.header("Authorization"));
    assertEquals(
        "{\"message\":{\"token\":\"fcm_token:APA91b-1\",\"data\":{\"type\":\"chat\",\"id\":\"conv-1\",\"unread\":\"3\",\"requests\":\"1\"},\"android\":{\"priority\":\"HIGH\",\"ttl\":\"604800s\"}}}",
        new String(request.body(), StandardCharsets.UTF_8));
  }

  @Test
  void theServiceAccountProvesItselfByItsKey() throws Exception {
    send(Notices.of(PushRoute.Type.CHAT));

    var form = Objects.requireNonNull(assertions.poll());
    var fields = List.of(URLDecoder.decode(form, StandardCharsets.UTF_8).split("&", -1));
    assertEquals("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer", fields.get(0));
    var jwt = fields.get(1).substring("assertion=".length()).split("\\.", -1);
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(files.google.getPublic());
    signature.update((jwt[0] + "." + jwt[1]).getBytes(StandardCharsets.US_ASCII));
    assertTrue(signature.verify(Base64.getUrlDecoder().decode(jwt[2])));
    assertEquals(
        "key-1", Subscriber.json(Base64.getUrlDecoder().decode(jwt[0])).path("kid").asText());
    var claims = Subscriber.json(Base64.getUrlDecoder().decode(jwt[1]));
    assertEquals("push@project-1.example", claims.path("iss").asText());
    assertEquals(
        "https://www.googleapis.com/auth/firebase.messaging", claims.path("scope").asText());
    assertEquals("https://localhost:" + google.port() + "/token", claims.path("aud").asText());
    assertEquals(3_600, claims.path("exp").asLong() - claims.path("iat").asLong());
  }

  @Test
  void manyWaitForOneAccessTokenWhichIsKeptUntilShortlyBeforeItsEnd() throws Exception {
    var all = new ArrayList<CompletableFuture<PushOutcome>>();
    for (int i = 0; i < 20; i++) {
      all.add(
          providers
              .send(new PushDevice.Fcm(TOKEN), Notices.of(PushRoute.Type.CHAT))
              .toCompletableFuture());
    }
    all.forEach(each -> assertEquals(PushOutcome.ACCEPTED, each.join()));
    assertEquals(1, assertions.size());

    clock.now = clock.now.plus(Duration.ofMinutes(58));
    send(Notices.of(PushRoute.Type.CHAT));
    assertEquals(1, assertions.size());
    clock.now = clock.now.plus(Duration.ofMinutes(2));
    send(Notices.of(PushRoute.Type.CHAT));
    assertEquals(2, assertions.size());
  }

  @Test
  void withoutAnAccessTokenNothingIsSentAndNoneIsAskedForAtOnce() throws Exception {
    tokenStatus = 400;
    assertEquals(PushOutcome.TRY_LATER, send(Notices.of(PushRoute.Type.CHAT)));
    assertEquals(PushOutcome.TRY_LATER, send(Notices.of(PushRoute.Type.CHAT)));
    assertEquals(1, assertions.size());
    assertTrue(google.hasNothing());

    tokenStatus = 200;
    clock.now = clock.now.plusSeconds(11);
    assertEquals(PushOutcome.ACCEPTED, send(Notices.of(PushRoute.Type.CHAT)));
    assertEquals(2, assertions.size());
  }

  @Test
  void aTokenThatIsNotTakenAnyMoreIsMadeAnew() throws Exception {
    google.answers(MockHttps.Reply.json(401, error(401, "UNAUTHENTICATED", "")));
    assertEquals(PushOutcome.TRY_LATER, send(Notices.of(PushRoute.Type.CHAT)));
    assertEquals(PushOutcome.ACCEPTED, send(Notices.of(PushRoute.Type.CHAT)));

    assertEquals("Bearer ya29.1", taken().header("Authorization"));
    assertEquals("Bearer ya29.2", taken().header("Authorization"));
  }

  @Test
  void aCallEndsWithItsRingingAndNumbersDoNotWake() throws Exception {
    send(Notices.of(PushRoute.Type.CALL, "call-1", clock.now.plusSeconds(30)));
    send(Notices.of(PushRoute.Type.SILENT));
    send(Notices.low(PushRoute.Type.CHAT));

    var call = message();
    assertEquals("HIGH", call.at("/android/priority").asText());
    assertEquals("30s", call.at("/android/ttl").asText());
    assertEquals("call", call.at("/data/type").asText());
    var silent = message();
    assertEquals("NORMAL", silent.at("/android/priority").asText());
    assertEquals("unread", silent.at("/android/collapse_key").asText());
    assertEquals("NORMAL", message().at("/android/priority").asText());
  }

  @Test
  void whatIsEncryptedForTheDeviceComesWithItUnlessItIsTooMuch() throws Exception {
    var whole = new byte[1_000];
    send(Notices.with(PushRoute.Type.CHAT, new PushCiphertext.PublicKey(whole)));
    send(Notices.with(PushRoute.Type.CHAT, new PushCiphertext.PublicKey(new byte[4_096])));

    var fits = message().path("data");
    assertEquals("urn:balcony:push:0", fits.path("scheme").asText());
    assertEquals(1_000, fits.path("encrypted").binaryValue().length);
    assertEquals("{\"type\":\"chat\"}", message().path("data").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "404,NOT_FOUND,UNREGISTERED,GONE",
    "404,NOT_FOUND,,TRY_LATER", // another project's address, not a lost device
    "403,PERMISSION_DENIED,SENDER_ID_MISMATCH,GONE",
    "403,PERMISSION_DENIED,,TRY_LATER",
    "400,INVALID_ARGUMENT,INVALID_ARGUMENT,REFUSED",
    "429,RESOURCE_EXHAUSTED,QUOTA_EXCEEDED,TRY_LATER",
    "500,INTERNAL,INTERNAL,TRY_LATER",
    "503,UNAVAILABLE,UNAVAILABLE,TRY_LATER",
    "401,UNAUTHENTICATED,THIRD_PARTY_AUTH_ERROR,TRY_LATER"
  })
  void theErrorSaysWhatBecomesOfTheDevice(
      int status, String word, String code, PushOutcome outcome) {
    google.answers(MockHttps.Reply.json(status, error(status, word, code == null ? "" : code)));

    assertEquals(outcome, send(Notices.of(PushRoute.Type.CHAT)));
  }

  @Test
  void aTokenThatNeverWasOneIsGone() {
    google.answers(
        MockHttps.Reply.json(
            400,
            "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"details\":[{\"@type\":\"type.googleapis.com/google.firebase.fcm.v1.FcmError\",\"errorCode\":\"INVALID_ARGUMENT\"},{\"@type\":\"type.googleapis.com/google.rpc.BadRequest\",\"fieldViolations\":[{\"field\":\"message.token\",\"description\":\"Invalid registration token\"}]}]}}"));

    assertEquals(PushOutcome.GONE, send(Notices.of(PushRoute.Type.CHAT)));
  }

  @Test
  void anOverloadedProviderIsLeftAloneAsLongAsItSays() throws Exception {
    google.answers(new MockHttps.Reply(503, Map.of("Retry-After", "30"), new byte[] {'{', '}'}));
    assertEquals(PushOutcome.TRY_LATER, send(Notices.of(PushRoute.Type.CHAT)));
    taken();

    clock.now = clock.now.plusSeconds(29);
    assertEquals(PushOutcome.TRY_LATER, send(Notices.of(PushRoute.Type.CHAT)));
    assertTrue(google.hasNothing());
    clock.now = clock.now.plusSeconds(2);
    assertEquals(PushOutcome.ACCEPTED, send(Notices.of(PushRoute.Type.CHAT)));
  }

  @Test
  void theOperatorIsToldWhetherGoogleTakesTheKey() throws Exception {
    var config = GatewayFiles.config(files.fcm(google.port()));
    var well = ProviderTrial.of(config);
    assertEquals(1, well.size());
    assertTrue(well.get(0).works(), well.toString());
    assertTrue(google.hasNothing(), "no device hears of it");

    tokenStatus = 400;
    var wrong = ProviderTrial.of(config);
    assertFalse(wrong.get(0).works(), wrong.toString());
  }

  @Test
  void whatIsNoAnswerOfGooglesIsTriedLater() {
    google.answers(MockHttps.Reply.json(502, "<html>"));
    assertEquals(PushOutcome.TRY_LATER, send(Notices.of(PushRoute.Type.CHAT)));
  }

  @Test
  void aWrongFileIsSaidBeforeTheStartAndNeverShown() throws Exception {
    for (var text :
        List.of("secret-text", "{}", "{\"project_id\":\"p\",\"private_key\":\"secret-text\"}")) {
      Files.writeString(files.file("wrong.json"), text);
      var settings = files.fcm(google.port());
      settings.put("fcm.service-account-file", files.file("wrong.json").toString());
      var problem =
          assertThrows(
              IllegalArgumentException.class,
              () -> GatewaySettings.from(GatewayFiles.config(settings)));
      var shown = problem + " " + problem.getCause();
      assertFalse(shown.contains("secret-text"), shown);
      assertTrue(String.valueOf(problem.getMessage()).contains("service account"), shown);
    }
  }

  private static String error(int status, String word, String code) {
    return code.isEmpty()
        ? "{\"error\":{\"code\":%d,\"status\":\"%s\"}}".formatted(status, word)
        : "{\"error\":{\"code\":%d,\"status\":\"%s\",\"details\":[{\"@type\":\"type.googleapis.com/google.firebase.fcm.v1.FcmError\",\"errorCode\":\"%s\"}]}}"
            .formatted(status, word, code);
  }
}
