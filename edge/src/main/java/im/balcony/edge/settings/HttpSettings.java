package im.balcony.edge.settings;

import com.typesafe.config.Config;
import java.util.List;

/** WebSocket (RFC 7395), BOSH and host-meta (XEP-0156): {@code balcony.edge.http}. */
public record HttpSettings(
    int httpsPort,
    int httpPort,
    String websocketUrl,
    List<String> origins,
    int requestBytesMax,
    int fragmentsMax,
    int handshakeSecondsMax,
    BoshSettings bosh) {

  public HttpSettings {
    origins = List.copyOf(origins);
  }

  static HttpSettings from(Config http) {
    return new HttpSettings(
        http.getInt("https-port"),
        http.getInt("http-port"),
        http.getString("websocket-url"),
        http.getStringList("origins"),
        http.getInt("request-bytes-max"),
        http.getInt("fragments-max"),
        http.getInt("handshake-seconds-max"),
        BoshSettings.from(http.getConfig("bosh")));
  }
}
