package im.balcony.protocol.xep.push;

import im.balcony.protocol.xep.datetime.DateTimes;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a push service has to know of a notification that it cannot read, so that it chooses the
 * right way to the device: our addition to XEP-0357, in the clear.
 *
 * @param id of what it replaces and is replaced by: the session of a call, a hash of a
 *     conversation; null when it stands for itself
 * @param expires it must not reach the device after this; null for no matter
 */
public record PushRoute(Type type, @Nullable String id, @Nullable Instant expires) {
  public static final String NAMESPACE = "urn:balcony:push:0";

  /** Longer ids are refused when read; session ids of calls that are followed fit. */
  public static final int ID_CHARS_MAX = 256;

  private static final String NAME = "route";

  /** What kind of thing waits. */
  public enum Type {
    /** Something to read. */
    CHAT,
    /** Something to read that speaks of the account. */
    MENTION,
    /** A device has to ring. */
    CALL,
    /** A device that was told to ring has to stop. */
    CALL_END,
    /** Nothing that a person has to notice. */
    SILENT;

    private final String value = name().toLowerCase(Locale.ROOT).replace('_', '-');

    private static Optional<Type> of(@Nullable String value) {
      for (var type : values()) {
        if (type.value.equals(value)) {
          return Optional.of(type);
        }
      }
      return Optional.empty();
    }
  }

  /** Something of this kind that stands for itself. */
  public static PushRoute of(Type type) {
    return new PushRoute(type, null, null);
  }

  /** Whether it is of no use any more. */
  public boolean isOver(Instant now) {
    return expires != null && !now.isBefore(expires);
  }

  /** Empty where the notification has none, or one that cannot be used. */
  static Optional<PushRoute> in(XmlElement notification) {
    return notification
        .child(NAME, NAMESPACE)
        .flatMap(route -> Type.of(route.attribute("type")).flatMap(type -> read(type, route)));
  }

  private static Optional<PushRoute> read(Type type, XmlElement route) {
    var id = route.attribute("id");
    var stamp = route.attribute("expires");
    var expires = DateTimes.parse(stamp);
    return (id != null && id.length() > ID_CHARS_MAX) || (stamp != null && expires.isEmpty())
        ? Optional.empty()
        : Optional.of(new PushRoute(type, id, expires.orElse(null)));
  }

  XmlElement toElement() {
    return XmlElement.named(NAME, NAMESPACE)
        .attribute("type", type.value)
        .attribute("id", id)
        .attribute("expires", expires == null ? null : DateTimes.format(expires))
        .build();
  }
}
