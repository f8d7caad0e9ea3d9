package im.balcony.actors.room;

import im.balcony.actors.WireMessage;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link RoomCommand.AskAsAccount}.
 *
 * @param payload of a result; null for an empty one
 * @param error null for a result
 */
public record ChannelAnswer(@Nullable XmlElement payload, @Nullable StanzaError error)
    implements WireMessage {
  static ChannelAnswer result(@Nullable XmlElement payload) {
    return new ChannelAnswer(payload, null);
  }

  static ChannelAnswer refused(StanzaError error) {
    return new ChannelAnswer(null, error);
  }
}
