package im.balcony.protocol.xep.fast;

import im.balcony.protocol.sasl.HtMechanism;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.datetime.DateTimes;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client that logs in by its token says beside the mechanism's message (XEP-0484 sections
 * 3.4 and 3.6).
 *
 * @param count larger than in every earlier use of the token, 1 to 2^31-1; null when it does not
 *     count
 * @param invalidate whether the token ends with this use
 */
@Xep(number = 484, name = "Fast Authentication Streamlining Tokens", version = "0.2.0")
public record Fast(@Nullable Integer count, boolean invalidate) {
  public static final String NAMESPACE = "urn:xmpp:fast:0";

  private static final String NAME = "fast";

  /**
   * Goes among the inline features of XEP-0388 (section 3.1). Nothing is said of TLS early data:
   * the server takes none.
   */
  public static XmlElement feature(List<HtMechanism> mechanisms) {
    var feature = named(NAME);
    for (var mechanism : mechanisms) {
      feature.child(named("mechanism").text(mechanism.saslName()).build());
    }
    return feature.build();
  }

  /** Empty for another element, or one whose count is not a positive integer. */
  public static Optional<Fast> read(XmlElement element) {
    if (!element.is(NAME, NAMESPACE)) {
      return Optional.empty();
    }
    var invalidate = SchemaValues.booleanOf(element.attribute("invalidate")).orElse(false);
    if (element.attribute("count") == null) {
      return Optional.of(new Fast(null, invalidate));
    }
    var count = SchemaValues.unsignedIntOf(element.attribute("count"));
    return count.isPresent() && count.getAsLong() > 0 && count.getAsLong() <= Integer.MAX_VALUE
        ? Optional.of(new Fast((int) count.getAsLong(), invalidate))
        : Optional.empty();
  }

  /** The mechanism that {@code <request-token/>} asks a token for (section 3.2). */
  public static Optional<HtMechanism> requested(XmlElement element) {
    return element.is("request-token", NAMESPACE)
        ? HtMechanism.byName(element.attribute("mechanism"))
        : Optional.empty();
  }

  /** A new token for the client (section 3.3). */
  public static XmlElement token(String token, Instant expiresAt) {
    return named("token")
        .attribute("expiry", DateTimes.format(expiresAt))
        .attribute("token", token)
        .build();
  }

  private static XmlElement.Builder named(String name) {
    return XmlElement.named(name, NAMESPACE);
  }
}
