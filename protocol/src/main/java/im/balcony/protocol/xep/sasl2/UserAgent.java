package im.balcony.protocol.xep.sasl2;

import im.balcony.protocol.xml.XmlElement;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The installation of a client that logs in (XEP-0388 section 2.3). Told to nobody but the owner of
 * the account.
 *
 * @param id stable and unique, a UUID of version 4 in lower case; null when the client gave none
 * @param software what it calls itself, at most {@link #TEXT_CHARS_MAX} characters
 * @param device what its owner calls the device, as long
 */
public record UserAgent(@Nullable String id, @Nullable String software, @Nullable String device) {
  /** Longer texts are cut. */
  public static final int TEXT_CHARS_MAX = 128;

  public static final UserAgent UNKNOWN = new UserAgent(null, null, null);

  private static final String NAME = "user-agent";
  private static final Pattern UUID_V4 =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  /** The user agent of an authentication request; an id that is no UUID of version 4 is none. */
  static UserAgent in(XmlElement authenticate) {
    return authenticate.child(NAME, Sasl2.NAMESPACE).map(UserAgent::read).orElse(UNKNOWN);
  }

  private static UserAgent read(XmlElement element) {
    return new UserAgent(
        Optional.ofNullable(element.attribute("id"))
            .map(id -> id.toLowerCase(Locale.ROOT))
            .filter(id -> UUID_V4.matcher(id).matches())
            .orElse(null),
        text(element, "software"),
        text(element, "device"));
  }

  private static @Nullable String text(XmlElement element, String name) {
    return element
        .child(name, Sasl2.NAMESPACE)
        .map(child -> child.text().strip())
        .filter(text -> !text.isEmpty())
        .map(UserAgent::cut)
        .orElse(null);
  }

  /** Never through the middle of a character. */
  private static String cut(String text) {
    int end = Math.min(text.length(), TEXT_CHARS_MAX);
    boolean splits = end < text.length() && Character.isLowSurrogate(text.charAt(end));
    return text.substring(0, splits ? end - 1 : end);
  }

  public XmlElement toElement() {
    var element = XmlElement.named(NAME, Sasl2.NAMESPACE).attribute("id", id);
    add(element, "software", software);
    add(element, "device", device);
    return element.build();
  }

  private static void add(XmlElement.Builder element, String name, @Nullable String text) {
    if (text != null) {
      element.child(XmlElement.named(name, Sasl2.NAMESPACE).text(text).build());
    }
  }
}
