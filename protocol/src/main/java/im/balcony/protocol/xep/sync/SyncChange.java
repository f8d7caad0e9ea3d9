package im.balcony.protocol.xep.sync;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.content.ConversationType;
import im.balcony.protocol.xml.XmlElement;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A change of one conversation that its owner asks for.
 *
 * @param peer the bare JID of the other side
 */
public record SyncChange(Jid peer, String type, Kind kind) {

  /** Exactly one of three. */
  public sealed interface Kind permits Status, Pin, Mute {}

  /** Where the conversation is shown. */
  public enum Status implements Kind {
    ACTIVE,
    ARCHIVED,
    DELETED;

    public String value() {
      return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Status of(@Nullable String text) {
      for (var status : values()) {
        if (status.value().equals(text)) {
          return status;
        }
      }
      return null;
    }
  }

  /**
   * @param order 0 for not pinned
   */
  public record Pin(long order) implements Kind {}

  /**
   * @param seconds from now, 0 for ever; empty to end it
   */
  public record Mute(OptionalLong seconds) implements Kind {}

  /** Empty when it is not exactly one change of exactly one conversation. */
  public static Optional<SyncChange> read(XmlElement query) {
    var conversations = query.children(Synchronization.CONVERSATION, Synchronization.NAMESPACE);
    if (conversations.size() != 1 || query.elements().size() != 1) {
      return Optional.empty();
    }
    var conversation = conversations.get(0);
    var peer = Jid.tryParse(conversation.attribute("jid"));
    var kind = kind(conversation);
    if (peer.isEmpty() || kind == null) {
      return Optional.empty();
    }
    var type = conversation.attribute("type");
    return Optional.of(
        new SyncChange(peer.get().bare(), type == null ? ConversationType.CHAT : type, kind));
  }

  private static @Nullable Kind kind(XmlElement conversation) {
    var pinned = conversation.attribute("pinned");
    var mute = conversation.attribute("mute");
    if (pinned != null && mute != null) {
      return null;
    }
    if (pinned != null) {
      var order = SchemaValues.longOf(pinned);
      return order.isPresent() ? new Pin(order.getAsLong()) : null;
    }
    if (mute != null) {
      var seconds = SchemaValues.longOf(mute);
      return mute.isEmpty()
          ? new Mute(OptionalLong.empty())
          : seconds.isPresent() && seconds.getAsLong() <= Synchronization.MUTE_SECONDS_MAX
              ? new Mute(seconds)
              : null;
    }
    return Status.of(conversation.attribute("status"));
  }
}
