package im.balcony.actors.room;

import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xep.mentions.Mentions;
import im.balcony.protocol.xep.muc.Role;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the followers of a room are told of a message: its number, and of whom it speaks. */
final class Mentioned {
  private final Hall hall;

  Mentioned(Hall hall) {
    this.hall = hall;
  }

  /**
   * Null for what is no content of its own.
   *
   * @param role of the speaker
   */
  RoomEvent.@Nullable Content contentOf(Message message, Jid from, Role role) {
    return MessageEffect.of(message).kind() == MessageEffect.Kind.CONTENT
        ? new RoomEvent.Content(
            hall.room().followers().contents() + 1,
            followers(Mentions.in(message.element()), from.bare(), role))
        : null;
  }

  /** Of a room's followers those that are mentioned, not who speaks. */
  private List<String> followers(Mentions mentions, Jid speaker, Role role) {
    if (mentions.isEmpty()) {
      return List.of();
    }
    // XEP-0513 section 3.5: everybody is called by who has a say in the room
    var everybody = mentions.channel() && role == Role.MODERATOR;
    return hall.room().followers().byAccount().keySet().stream()
        .filter(account -> !account.equals(speaker.toString()))
        .filter(account -> everybody || isMentioned(mentions, Jid.parse(account)))
        .toList();
  }

  private boolean isMentioned(Mentions mentions, Jid account) {
    return mentions.addresses().contains(account)
        || mentions.addresses().stream()
            .filter(address -> address.isFull() && address.bare().equals(hall.address()))
            .anyMatch(address -> isNickOf(Objects.requireNonNull(address.resource()), account))
        || (!mentions.occupantIds().isEmpty()
            && mentions.occupantIds().contains(hall.occupantId(account)));
  }

  /** The nickname under which it is in the room, else the one that is kept for it. */
  private boolean isNickOf(String nick, Jid account) {
    var kept = hall.room().affiliations().get(account.toString());
    return hall.seatsOf(nick).stream().anyMatch(seat -> Hall.jidOf(seat).bare().equals(account))
        || (kept != null && nick.equals(kept.nick()));
  }
}
