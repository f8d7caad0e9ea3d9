package im.balcony.protocol.xep.jingle;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is heard or seen in a call: the {@code media} of a description (XEP-0167 section 3). Names
 * are on disk: they stay.
 */
@Xep(number = 167, name = "Jingle RTP Sessions", version = "1.2.3")
public enum CallMedia {
  AUDIO,
  VIDEO;

  public static final String NAMESPACE = "urn:xmpp:jingle:apps:rtp:1";

  /** Where what a session is told of its media stands (section 8). */
  static final String INFO_NAMESPACE = "urn:xmpp:jingle:apps:rtp:info:1";

  private final String value = name().toLowerCase(Locale.ROOT);

  public String value() {
    return value;
  }

  /** The media of the descriptions among these elements; those that nobody knows are left out. */
  public static Set<CallMedia> described(Stream<XmlElement> elements) {
    var media = new TreeSet<CallMedia>();
    elements
        .filter(element -> element.is("description", NAMESPACE))
        .forEach(description -> of(description.attribute("media")).ifPresent(media::add));
    return media;
  }

  /** Empty for a value that XEP-0167 section 3 does not know. */
  public static Optional<CallMedia> of(@Nullable String attribute) {
    for (var media : values()) {
      if (media.value.equals(attribute)) {
        return Optional.of(media);
      }
    }
    return Optional.empty();
  }

  /** An empty description, as a proposal has it (XEP-0353 section 3.1). */
  public XmlElement toDescription() {
    return XmlElement.named("description", NAMESPACE).attribute("media", value).build();
  }
}
