package im.balcony.actors.room;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.xep.mix.MixMisc;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A nickname is kept for an account by the words of MIX (XEP-0407 section 3): in the channel, as a
 * registration with the room is (XEP-0045 section 7.10).
 */
final class ChannelRegistration {
  private final Hall hall;
  private final Memberships memberships;
  private final Participants participants;

  ChannelRegistration(Hall hall, Memberships memberships, Participants participants) {
    this.hall = hall;
    this.memberships = memberships;
    this.participants = participants;
  }

  /**
   * Keeps it, and names a participant so.
   *
   * @param wished null for one that nobody else has
   */
  void asked(Iq iq, Jid from, @Nullable String wished) {
    var nick = wished == null || wished.isBlank() ? any() : Hall.nickname(wished);
    var result = iq.result(MixMisc.registered(nick));
    memberships
        .keep(from, nick)
        .ifPresentOrElse(
            refusal -> hall.refuse(iq, refusal),
            () ->
                participants.rename(
                    from.bare(), nick, () -> hall.ports().occupants().route(result)));
  }

  private String any() {
    var uuid = UUID.nameUUIDFromBytes(hall.ports().secrets().get()).toString();
    return uuid.substring(0, Math.min(uuid.length(), hall.settings().nickCharsMax()));
  }
}
