package im.balcony.actors.feature.mix;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The way from accounts, and from the service of rooms, to channels. */
public interface ChannelRooms {
  /**
   * What a channel answers.
   *
   * @param payload of the result; null for an empty one
   * @param error null for a result
   */
  record Answer(@Nullable XmlElement payload, @Nullable StanzaError error) {}

  /** Whether the channels of this service are reached from here. */
  boolean servesChannels(String service);

  /**
   * Asks in the account's name; the same may be asked again (the answer is lost with a node). The
   * stage fails when nobody answers in time.
   *
   * @param channel bare JID
   * @param account bare JID
   * @param request join, leave, create or destroy of XEP-0369
   */
  CompletionStage<Answer> askChannel(Jid channel, Jid account, XmlElement request);
}
