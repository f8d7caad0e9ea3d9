package im.balcony.actors.user.front;

import im.balcony.actors.feature.RowDecision;
import im.balcony.actors.user.messages.MessagePath;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.displayedsync.DisplayedSync;
import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** What a client published as shown (XEP-0490) is read in the inbox, up to that message. */
final class DisplayedReads {
  private final Front front;
  private final OfflineMessages.Archive archive;
  private final MessageArchive messages;
  private final MessagePath path;
  private final RowPushes pushes;
  private final FollowedRooms rooms;

  DisplayedReads(
      Front front,
      OfflineMessages.Archive archive,
      MessageArchive messages,
      MessagePath path,
      RowPushes pushes,
      FollowedRooms rooms) {
    this.front = front;
    this.archive = archive;
    this.messages = messages;
    this.path = path;
    this.pushes = pushes;
    this.rooms = rooms;
  }

  /**
   * @param payload of the item; one that names no message of this archive changes nothing
   * @param publisher the client that knows already
   */
  void displayed(XmlElement payload, @Nullable OpenSession publisher) {
    var id = DisplayedSync.displayedId(payload, front.bareJid());
    if (id.isEmpty()) {
      DisplayedSync.archive(payload)
          .filter(by -> front.router().servesRooms(by.domain()))
          .ifPresent(
              room ->
                  DisplayedSync.displayedId(payload, room)
                      .ifPresent(shown -> rooms.displayed(room, shown, publisher)));
    } else {
      archive.whenRead(
          archive
              .head()
              .thenCompose(head -> messages.entry(head, id.getAsLong()))
              .thenApply(entry -> entry.stream().toList()),
          entries -> {
            if (entries != null) {
              entries.forEach(entry -> read(entry, publisher));
            }
          });
    }
  }

  private void read(Indexed entry, @Nullable OpenSession publisher) {
    var effect = entry.effect();
    if (effect == null) {
      return;
    }
    var peer = Jid.parse(entry.peer());
    var decision =
        RowDecision.about(peer, effect.type()).readUpTo(effect.theirs(), entry.archiveId());
    path.decide(
        decision,
        state -> {
          if (state.isPresent()) {
            pushes.push(peer, effect.type(), publisher);
          }
        });
  }
}
