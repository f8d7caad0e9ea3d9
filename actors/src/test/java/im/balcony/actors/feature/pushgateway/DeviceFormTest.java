package im.balcony.actors.feature.pushgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushProvider;
import im.balcony.protocol.stanza.StanzaError.Condition;
import im.balcony.protocol.webpush.P256;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What devices say of themselves when they register. */
class DeviceFormTest {
  private static final String TOKEN = "a1".repeat(32);
  private static final byte[] KEY =
      P256.uncompressed((ECPublicKey) P256.newKeyPair(new SecureRandom()).getPublic());
  private static final String P256DH = Base64.getUrlEncoder().encodeToString(KEY);
  private static final String AUTH = Base64.getUrlEncoder().encodeToString(new byte[16]);

  private final DeviceForm form =
      new DeviceForm(
          new RecordedProviders(PushProvider.APNS, PushProvider.FCM, PushProvider.WEB_PUSH));

  private DeviceForm.Read read(String... fields) {
    var all = new ArrayList<FormField>();
    for (int i = 0; i < fields.length; i += 2) {
      all.add(FormField.of(fields[i], fields[i + 1]));
    }
    return form.read(new DataForm(DataForm.Type.SUBMIT, null, null, all));
  }

  private static void assertRefused(Condition condition, DeviceForm.Read read) {
    assertNull(read.device());
    var error = read.error();
    assertNotNull(error);
    assertEquals(condition, error.condition());
  }

  @Test
  void anAppOfApplesComesWithOneTokenOrTwo() {
    var one = new PushDevice.Apns(TOKEN, null);
    assertEquals(one, read("provider", "apns", "device-token", TOKEN).device());
    assertEquals(
        one, read("provider", "apns", "device-token", TOKEN, "device-second-token", "").device());
    assertEquals(
        new PushDevice.Apns(TOKEN, "b2".repeat(32)),
        read(
                "provider",
                "tigase:messenger:apns:1",
                "device-token",
                TOKEN,
                "device-second-token",
                "b2".repeat(32))
            .device());
  }

  @Test
  void anAndroidAppComesByEitherName() {
    var app = new PushDevice.Fcm("d:APA91b_x-1.2");
    assertEquals(app, read("provider", "fcm", "device-token", "d:APA91b_x-1.2").device());
    assertEquals(app, read("provider", "fcm-xmpp-api", "device-token", "d:APA91b_x-1.2").device());
  }

  @Test
  void aBrowserComesWithItsSubscription() {
    assertEquals(
        new PushDevice.WebPush("https://push.example/1", KEY, new byte[16]),
        read(
                "provider",
                "webpush",
                "endpoint",
                "https://push.example/1",
                "p256dh",
                P256DH,
                "auth",
                AUTH)
            .device());
  }

  @Test
  void whatIsNoDeviceIsABadRequest() {
    for (var fields :
        List.of(
            List.<String>of(),
            List.of("provider", "apns"),
            List.of("provider", "unknown", "device-token", TOKEN),
            List.of("provider", "apns", "device-token", "../../" + TOKEN),
            List.of("provider", "apns", "device-token", "a1".repeat(101)),
            List.of("provider", "apns", "device-token", TOKEN, "device-second-token", "x"),
            List.of("provider", "fcm", "device-token", "with space"),
            List.of("provider", "fcm", "device-token", "x".repeat(401)),
            List.of("provider", "webpush", "endpoint", "https://push.example/1"),
            List.of("provider", "webpush", "p256dh", P256DH, "auth", AUTH),
            List.of(
                "provider",
                "webpush",
                "endpoint",
                "https://push.example/1",
                "p256dh",
                P256DH,
                "auth",
                "AAAA"))) {
      assertRefused(Condition.BAD_REQUEST, read(fields.toArray(String[]::new)));
    }
    assertRefused(
        Condition.BAD_REQUEST,
        form.read(
            new DataForm(
                DataForm.Type.CANCEL,
                null,
                null,
                List.of(FormField.of("provider", "apns"), FormField.of("device-token", TOKEN)))));
  }

  @Test
  void aPushServiceOfSomebodyElseIsNotAcceptable() {
    assertRefused(
        Condition.NOT_ACCEPTABLE,
        read(
            "provider",
            "webpush",
            "endpoint",
            "https://10.0.0.1/admin",
            "p256dh",
            P256DH,
            "auth",
            AUTH));
  }

  @Test
  void aProviderWithoutAKeyIsNotAcceptable() {
    var some = new DeviceForm(new RecordedProviders(PushProvider.FCM));
    assertRefused(
        Condition.NOT_ACCEPTABLE,
        some.read(
            new DataForm(
                DataForm.Type.SUBMIT,
                null,
                null,
                List.of(FormField.of("provider", "apns"), FormField.of("device-token", TOKEN)))));
  }

  @Test
  void theEmptyFormNamesWhatThereIsAndTheKeyForBrowsers() {
    var all = form.empty("Register a device");
    assertEquals("BKey", all.value("vapid-key").orElseThrow());
    assertEquals(3, all.field("provider").orElseThrow().options().size());

    var some = new DeviceForm(new RecordedProviders(PushProvider.FCM)).empty("t");
    assertTrue(some.value("vapid-key").isEmpty());
    assertEquals("fcm", some.field("provider").orElseThrow().options().get(0).value());
  }
}
