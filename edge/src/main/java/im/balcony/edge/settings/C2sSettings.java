package im.balcony.edge.settings;

import com.typesafe.config.Config;

/** Client-to-server streams: {@code balcony.edge.c2s}. */
public record C2sSettings(
    int port,
    int directTlsPort,
    int backlog,
    boolean tlsRequired,
    ConnectionLimits connections,
    LoginSettings login,
    boolean registration,
    StanzaLimits stanza,
    SessionSettings session) {

  static C2sSettings from(Config c2s) {
    var tls = c2s.getString("tls");
    if (!tls.equals("required") && !tls.equals("optional")) {
      throw new IllegalArgumentException(
          "balcony.edge.c2s.tls must be required or optional, not " + tls);
    }
    return new C2sSettings(
        c2s.getInt("port"),
        c2s.getInt("direct-tls-port"),
        c2s.getInt("backlog"),
        tls.equals("required"),
        ConnectionLimits.from(c2s.getConfig("connections")),
        LoginSettings.from(c2s.getConfig("login")),
        c2s.getBoolean("registration"),
        StanzaLimits.from(c2s.getConfig("stanza")),
        SessionSettings.from(c2s.getConfig("session")));
  }
}
