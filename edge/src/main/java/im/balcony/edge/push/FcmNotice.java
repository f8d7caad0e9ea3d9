package im.balcony.edge.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushPriority;
import im.balcony.protocol.xep.push.PushRoute;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a notification goes to an Android app: as data, which the app itself makes visible. */
final class FcmNotice {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int DATA_BYTES_MAX = 4_096;

  private FcmNotice() {}

  /**
   * The body of a request.
   *
   * @param left how long FCM may keep it
   */
  static byte[] of(String token, PushNotification notification, Duration left) {
    var type = PushContent.type(notification);
    var android = new LinkedHashMap<String, Object>();
    var isUrgent = type != PushRoute.Type.SILENT && notification.priority() != PushPriority.LOW;
    android.put("priority", isUrgent ? "HIGH" : "NORMAL");
    android.put("ttl", left.toSeconds() + "s");
    if (type == PushRoute.Type.SILENT) {
      // Four keys at most may be in use for a device: numbers replace each other, the rest does
      // not.
      android.put("collapse_key", "unread");
    }
    var message = new LinkedHashMap<String, Object>();
    message.put("token", token);
    message.put("data", data(notification));
    message.put("android", android);
    try {
      return JSON.writeValueAsBytes(Map.of("message", message));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts become JSON", e);
    }
  }

  /** Without what only the device reads where that does not fit: it wakes all the same. */
  private static Map<String, String> data(PushNotification notification) {
    var whole = texts(PushContent.of(notification, true));
    return bytes(whole) <= DATA_BYTES_MAX ? whole : texts(PushContent.of(notification, false));
  }

  private static Map<String, String> texts(Map<String, Object> content) {
    var texts = new LinkedHashMap<String, String>();
    content.forEach((name, value) -> texts.put(name, value.toString()));
    return texts;
  }

  private static int bytes(Map<String, String> texts) {
    return texts.entrySet().stream()
        .mapToInt(
            each ->
                each.getKey().length() + each.getValue().getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }
}
