package im.balcony.actors.user.front;

import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.push.PushContent;
import im.balcony.protocol.xml.StoredXml;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What was said last in rooms that wake a device: it is in their archives, not in the account's.
 */
final class PushedRooms {
  private final OfflineMessages.Archive archive;
  private final MessageArchive messages;

  PushedRooms(OfflineMessages.Archive archive, MessageArchive messages) {
    this.archive = archive;
    this.messages = messages;
  }

  /**
   * @param row null when nobody can read it: then nothing is looked up
   */
  void read(@Nullable InboxRow row, Consumer<PushContent> then) {
    var last = row == null ? null : row.last().orElse(null);
    if (row == null || last == null) {
      then.accept(PushContent.NUMBER);
      return;
    }
    var room = Jid.parse(row.peer());
    archive.whenRead(
        messages.rooms().at(row.conversation(), last.shown()),
        found ->
            then.accept(
                found == null
                    ? PushContent.NUMBER
                    : found
                        .map(
                            said ->
                                PushTexts.saidInRoom(
                                    room, said.nick(), StoredXml.read(said.stanzaXml())))
                        .orElse(PushContent.NUMBER)));
  }
}
