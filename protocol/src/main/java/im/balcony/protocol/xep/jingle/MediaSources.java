package im.balcony.protocol.xep.jingle;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The RTP sources that descriptions name, as numbers of 32 bits (RFC 3550 section 8): by them who
 * captures media finds those of a call.
 */
@Xep(number = 339, name = "Source-Specific Media Attributes in Jingle", version = "1.0.1")
public final class MediaSources {
  public static final String NAMESPACE = "urn:xmpp:jingle:apps:rtp:ssma:0";

  /** Of one side; what it names beyond them is passed on all the same. */
  public static final int SOURCES_MAX = 16;

  private static final int DIGITS_MAX = 10;
  private static final long SOURCE_MAX = 0xffff_ffffL;

  private MediaSources() {}

  /**
   * Those of the descriptions among these elements (section 2, and the ssrc of XEP-0167 section 3),
   * each once, in their order; what is no number of 32 bits is left out.
   */
  static List<Long> described(Stream<XmlElement> elements) {
    return elements
        .filter(element -> element.is("description", CallMedia.NAMESPACE))
        .flatMapToLong(MediaSources::of)
        .distinct()
        .limit(SOURCES_MAX)
        .boxed()
        .toList();
  }

  private static LongStream of(XmlElement description) {
    return Stream.concat(Stream.of(description), description.children("source", NAMESPACE).stream())
        .flatMapToLong(element -> number(element.attribute("ssrc")).stream());
  }

  /** Empty for what is no number of 32 bits in decimal digits. */
  public static OptionalLong number(@Nullable String text) {
    if (text == null
        || text.isEmpty()
        || text.length() > DIGITS_MAX
        || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
      return OptionalLong.empty();
    }
    var number = Long.parseLong(text);
    return number <= SOURCE_MAX ? OptionalLong.of(number) : OptionalLong.empty();
  }
}
