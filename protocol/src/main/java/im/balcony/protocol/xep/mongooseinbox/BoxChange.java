package im.balcony.protocol.xep.mongooseinbox;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.sync.Synchronization;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of a conversation, or a question about it when nothing is changed; null is no news.
 *
 * @param muteSeconds from now, 0 ends it
 * @param read whether everything is to count as read, or as unread
 * @param complete whether the newest message is asked for as well
 */
public record BoxChange(
    Jid peer,
    @Nullable String box,
    @Nullable Long muteSeconds,
    @Nullable Boolean read,
    boolean complete) {

  /** Empty when a value is none of those that are allowed. */
  public static Optional<BoxChange> read(XmlElement query, List<String> boxes) {
    var peer = Jid.tryParse(query.attribute("jid"));
    var box = text(query, "box");
    var archive = text(query, "archive");
    var mute = text(query, "mute");
    var read = text(query, "read");
    var seconds = seconds(mute);
    boolean readable =
        (box == null || boxes.contains(box))
            && (archive == null || SchemaValues.booleanOf(archive).isPresent())
            && (read == null || SchemaValues.booleanOf(read).isPresent())
            && (mute == null || seconds != null);
    if (peer.isEmpty() || !readable) {
      return Optional.empty();
    }
    var archived = SchemaValues.booleanOf(archive).orElse(null);
    return Optional.of(
        new BoxChange(
            peer.get().bare(),
            box != null || archived == null ? box : archived ? "archive" : "inbox",
            seconds,
            SchemaValues.booleanOf(read).orElse(null),
            SchemaValues.booleanOf(query.attribute("complete")).orElse(false)));
  }

  public boolean isEmpty() {
    return box == null && muteSeconds == null && read == null;
  }

  private static @Nullable String text(XmlElement query, String name) {
    return query.child(name, BoxProperties.NAMESPACE).map(XmlElement::text).orElse(null);
  }

  private static @Nullable Long seconds(@Nullable String text) {
    var seconds = SchemaValues.longOf(text).orElse(-1);
    return seconds < 0 || seconds > Synchronization.MUTE_SECONDS_MAX ? null : seconds;
  }
}
