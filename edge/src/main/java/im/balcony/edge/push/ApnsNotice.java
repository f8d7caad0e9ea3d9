package im.balcony.edge.push;

import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import im.balcony.actors.port.PushDevice;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushPriority;
import im.balcony.protocol.xep.push.PushRoute;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a notification goes to an app of Apple's: which kind of push, how urgent, what is shown. A
 * push of PushKit has to become a call on the screen, else the app is barred from them: so only
 * what rings is one, and what ends the ringing never.
 */
final class ApnsNotice {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BYTES_MAX = 4_096;
  private static final int CALL_BYTES_MAX = 5_120;

  private final ApnsSettings settings;
  private final PushNotification notification;
  private final PushRoute.Type type;
  private final Instant expires;

  ApnsNotice(ApnsSettings settings, PushNotification notification, Instant expires) {
    this.settings = settings;
    this.notification = notification;
    this.type = PushContent.type(notification);
    this.expires = expires;
  }

  /** Whether it rings by PushKit. */
  boolean isForPushKit(PushDevice.Apns device) {
    return type == PushRoute.Type.CALL && device.callToken() != null;
  }

  /** To PushKit: it has no alert, and must not be collapsed. */
  SimpleApnsPushNotification call(String callToken) {
    return new SimpleApnsPushNotification(
        callToken,
        settings.topic() + ".voip",
        payload(Map.of(), CALL_BYTES_MAX),
        expires,
        DeliveryPriority.IMMEDIATE,
        PushType.VOIP);
  }

  /**
   * To the app.
   *
   * @param hasCallToken whether it rang by PushKit, so that it has nothing on the screen
   */
  SimpleApnsPushNotification toApp(String token, boolean hasCallToken) {
    var inBackground =
        type == PushRoute.Type.SILENT || (type == PushRoute.Type.CALL_END && hasCallToken);
    return new SimpleApnsPushNotification(
        token,
        settings.topic(),
        payload(inBackground ? Map.of("content-available", 1) : alert(), BYTES_MAX),
        expires,
        inBackground || notification.priority() == PushPriority.LOW
            ? DeliveryPriority.CONSERVE_POWER
            : DeliveryPriority.IMMEDIATE,
        inBackground ? PushType.BACKGROUND : PushType.ALERT,
        CollapseId.of(notification).orElse(null));
  }

  private Map<String, Object> alert() {
    var texts = settings.texts();
    var aps = new LinkedHashMap<String, Object>();
    var text =
        switch (type) {
          case CALL -> texts.call();
          case CALL_END -> texts.missed();
          case CHAT, MENTION, SILENT -> texts.message();
        };
    aps.put("alert", Map.of("title", text));
    aps.put("mutable-content", 1);
    if (type != PushRoute.Type.CALL_END) {
      aps.put("sound", texts.sound());
    }
    var summary = notification.summary();
    if (summary != null) {
      aps.put("badge", summary.messages());
    }
    if (type == PushRoute.Type.CALL) {
      aps.put("interruption-level", "time-sensitive");
    }
    CollapseId.of(notification).ifPresent(id -> aps.put("thread-id", id));
    return aps;
  }

  /** Without what only the device reads where that does not fit: it wakes all the same. */
  private String payload(Map<String, Object> aps, int bytesMax) {
    var whole = json(aps, true);
    return whole.getBytes(StandardCharsets.UTF_8).length <= bytesMax ? whole : json(aps, false);
  }

  private String json(Map<String, Object> aps, boolean withCiphertext) {
    var all = new LinkedHashMap<String, Object>();
    all.put("aps", aps);
    all.putAll(PushContent.of(notification, withCiphertext));
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers become JSON", e);
    }
  }
}
