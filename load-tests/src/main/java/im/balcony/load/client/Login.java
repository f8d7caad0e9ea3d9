package im.balcony.load.client;

import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The way from a new socket to a session. */
interface Login {
  String STREAM = "http://etherx.jabber.org/streams";

  /** The socket is there. */
  void openStream();

  /** Everything that comes until the session is there. */
  void element(XmlElement element);

  /** What a login asks of its connection, and how it ends. */
  interface Steps {
    void write(String xml);

    void startTls();

    void expectNewStream();

    @Nullable String resumption();

    void resumed(long h);

    /** The session is gone; {@code h} says how far the server got, if it still knows. */
    void resumptionRefused(@Nullable Long h);

    /** A session that is still to be managed, copied to and shown. */
    void bound();

    void failed(String reason);
  }

  static long number(XmlElement element, String attribute) {
    var value = element.attribute(attribute);
    return value == null ? 0 : Long.parseLong(value);
  }

  /** The count that came with a refusal to resume, null when there was none. */
  static @Nullable Long handled(XmlElement failed) {
    return failed.attribute("h") == null ? null : Long.valueOf(number(failed, "h"));
  }

  static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String decode(String text) {
    return new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.UTF_8);
  }
}
