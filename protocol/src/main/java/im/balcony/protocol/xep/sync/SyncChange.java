package im.balcony.protocol.xep.sync;

import im.balcony.protocol.jid.InvalidJidException;
import im.balcony.protocol.jid.Jid;
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
  public record Mute(OptionalLong seconds) implements Kind {
    /** About a hundred years. */
    public static final long SECONDS_MAX = 3_170_980_000L;
  }

  /** Empty when it is not exactly one change of exactly one conversation. */
  public static Optional<SyncChange> read(XmlElement query) {
    var conversations = query.children(Synchronization.CONVERSATION, Synchronization.NAMESPACE);
    if (conversations.size() != 1 || query.elements().size() != 1) {
      return Optional.empty();
    }
    var conversation = conversations.get(0);
    var jid = conversation.attribute("jid");
    var kind = kind(conversation);
    if (jid == null || kind == null) {
      return Optional.empty();
    }
    var type = conversation.attribute("type");
    try {
      return Optional.of(
          new SyncChange(Jid.parse(jid).bare(), type == null ? ConversationType.CHAT : type, kind));
    } catch (InvalidJidException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Kind kind(XmlElement conversation) {
    var pinned = conversation.attribute("pinned");
    var mute = conversation.attribute("mute");
    if (pinned != null && mute != null) {
      return null;
    }
    if (pinned != null) {
      var order = number(pinned);
      return order.isPresent() ? new Pin(order.getAsLong()) : null;
    }
    if (mute != null) {
      var seconds = number(mute);
      return mute.isEmpty()
          ? new Mute(OptionalLong.empty())
          : seconds.isPresent() && seconds.getAsLong() <= Mute.SECONDS_MAX
              ? new Mute(seconds)
              : null;
    }
    return Status.of(conversation.attribute("status"));
  }

  private static OptionalLong number(String text) {
    try {
      var number = Long.parseLong(text);
      return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    } catch (NumberFormatException notOne) {
      return OptionalLong.empty();
    }
  }
}
