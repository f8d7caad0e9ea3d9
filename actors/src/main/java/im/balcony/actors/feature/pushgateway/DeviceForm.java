package im.balcony.actors.feature.pushgateway;

import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushProvider;
import im.balcony.actors.port.PushProviders;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.webpush.P256;
import im.balcony.protocol.webpush.SubscriptionKeys;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a device says where it is reached: the fields of Tigase's command, and those of browsers. */
final class DeviceForm {
  static final String PROVIDER = "provider";
  static final String NODE = "node";

  private static final String TOKEN = "device-token";
  private static final String CALL_TOKEN = "device-second-token";
  private static final String ENDPOINT = "endpoint";
  private static final String PUBLIC_KEY = "p256dh";
  private static final String AUTH = "auth";
  private static final String VAPID_KEY = "vapid-key";
  private static final Pattern APNS_TOKEN = Pattern.compile("[0-9A-Fa-f]{32,200}");
  private static final Pattern FCM_TOKEN =
      Pattern.compile("[A-Za-z0-9_:.-]{1," + PushDevice.TOKEN_CHARS_MAX + "}");

  private final PushProviders providers;

  DeviceForm(PushProviders providers) {
    this.providers = providers;
  }

  /** Either of them is there. */
  record Read(@Nullable PushDevice device, @Nullable StanzaError error) {
    static Read refused(StanzaError error) {
      return new Read(null, error);
    }
  }

  /** What is to be filled in. */
  DataForm empty(String title) {
    var fields = new ArrayList<FormField>();
    fields.add(
        new FormField(
            PROVIDER,
            "list-single",
            "Provider",
            true,
            List.of(),
            providers.configured().stream()
                .map(each -> new FormField.Option(null, each.word()))
                .toList()));
    fields.add(line(TOKEN, "Token of the device (apns, fcm)"));
    fields.add(line(CALL_TOKEN, "Token of PushKit, for calls (apns)"));
    fields.add(line(ENDPOINT, "Endpoint of the subscription (webpush)"));
    fields.add(line(PUBLIC_KEY, "Public key of the subscription (webpush)"));
    fields.add(line(AUTH, "Secret of the subscription (webpush)"));
    providers.webPushKey().ifPresent(key -> fields.add(FormField.typed(VAPID_KEY, "hidden", key)));
    return new DataForm(DataForm.Type.FORM, title, null, fields);
  }

  private static FormField line(String var, String label) {
    return new FormField(var, "text-single", label, false, List.of(), List.of());
  }

  /** What was filled in. */
  Read read(DataForm form) {
    var provider = form.value(PROVIDER).flatMap(PushProvider::byWord);
    if (form.type() != DataForm.Type.SUBMIT || provider.isEmpty()) {
      return Read.refused(StanzaError.badRequest());
    }
    if (!providers.configured().contains(provider.get())) {
      return Read.refused(
          StanzaError.notAcceptable().withText("this server has no key for that provider"));
    }
    if (provider.get() == PushProvider.WEB_PUSH) {
      return subscription(form);
    }
    return (provider.get() == PushProvider.APNS ? apns(form) : fcm(form))
        .map(device -> new Read(device, null))
        .orElseGet(() -> Read.refused(StanzaError.badRequest()));
  }

  private static Optional<PushDevice> apns(DataForm form) {
    var callToken = form.value(CALL_TOKEN).filter(text -> !text.isEmpty());
    if (callToken.filter(text -> !APNS_TOKEN.matcher(text).matches()).isPresent()) {
      return Optional.empty();
    }
    return form.value(TOKEN)
        .filter(text -> APNS_TOKEN.matcher(text).matches())
        .map(token -> new PushDevice.Apns(token, callToken.orElse(null)));
  }

  private static Optional<PushDevice> fcm(DataForm form) {
    return form.value(TOKEN)
        .filter(text -> FCM_TOKEN.matcher(text).matches())
        .map(PushDevice.Fcm::new);
  }

  private Read subscription(DataForm form) {
    var endpoint = form.value(ENDPOINT).orElse("");
    var keys =
        SubscriptionKeys.read(form.value(PUBLIC_KEY).orElse(null), form.value(AUTH).orElse(null));
    if (keys.isEmpty() || endpoint.isEmpty()) {
      return Read.refused(StanzaError.badRequest());
    }
    if (!providers.admits(endpoint)) {
      return Read.refused(
          StanzaError.notAcceptable().withText("this server does not speak to that push service"));
    }
    var publicKey = P256.uncompressed(keys.get().userAgent());
    return new Read(new PushDevice.WebPush(endpoint, publicKey, keys.get().authSecret()), null);
  }
}
