package im.balcony.protocol.xep.muc;

import im.balcony.protocol.xml.XmlElement;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a room adds to a presence or message (XEP-0045 section 14.2).
 *
 * @param destroyed that the room is no more
 */
public record MucUser(
    @Nullable MucItem item, Set<MucStatus> statuses, @Nullable Destruction destroyed) {
  private static final String STATUS = "status";

  public MucUser {
    statuses = Set.copyOf(statuses);
  }

  public static MucUser of(MucItem item, Set<MucStatus> statuses) {
    return new MucUser(item, statuses, null);
  }

  /** Only that something has happened. */
  public static MucUser of(Set<MucStatus> statuses) {
    return new MucUser(null, statuses, null);
  }

  /** Empty when there is none, or one whose item or destruction cannot be. */
  public static Optional<MucUser> in(XmlElement stanza) {
    var found = stanza.child(Muc.X, Muc.USER);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var given = found.get().child(MucItem.NAME, Muc.USER);
    var item = given.flatMap(MucItem::read);
    var end = found.get().child(Destruction.NAME, Muc.USER);
    var destroyed = end.flatMap(Destruction::read);
    if (given.isPresent() != item.isPresent() || end.isPresent() != destroyed.isPresent()) {
      return Optional.empty();
    }
    var statuses = EnumSet.noneOf(MucStatus.class);
    for (var status : found.get().children(STATUS, Muc.USER)) {
      MucStatus.of(status.attribute("code")).ifPresent(statuses::add);
    }
    return Optional.of(new MucUser(item.orElse(null), statuses, destroyed.orElse(null)));
  }

  /** Whether the stanza says something that only rooms say. */
  public static boolean isIn(XmlElement stanza) {
    return stanza.child(Muc.X, Muc.USER).isPresent();
  }

  public XmlElement toElement() {
    var x = XmlElement.named(Muc.X, Muc.USER);
    if (item != null) {
      x.child(item.toElement(Muc.USER));
    }
    if (destroyed != null) {
      x.child(destroyed.toElement(Muc.USER));
    }
    statuses.stream()
        .sorted()
        .forEach(
            status ->
                x.child(
                    XmlElement.named(STATUS, Muc.USER)
                        .attribute("code", Integer.toString(status.code()))
                        .build()));
    return x.build();
  }

  /** The stanza with nothing of rooms in it. */
  public static XmlElement without(XmlElement stanza) {
    return stanza.withoutChildren(
        child -> child.is(Muc.X, Muc.USER) || child.is(Muc.X, Muc.NAMESPACE));
  }
}
