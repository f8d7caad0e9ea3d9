package im.balcony.actors.user.front;

import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.LiveCall;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.push.PushContent;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What devices are told that is not at hand: it is read from the logs of rooms and conversations.
 */
final class PushedRows {
  private final OfflineMessages.Archive archive;
  private final MessageArchive messages;

  PushedRows(OfflineMessages.Archive archive, MessageArchive messages) {
    this.archive = archive;
    this.messages = messages;
  }

  /**
   * What was said last in it.
   *
   * @param row null when nobody can read it: then nothing is looked up
   */
  void read(@Nullable InboxRow row, Consumer<PushContent> then) {
    var last = row == null ? null : row.last().orElse(null);
    if (row == null || last == null) {
      then.accept(PushContent.NUMBER);
      return;
    }
    if (row.room() == null) {
      message(row.conversation(), last.shown(), PushTexts::said, then);
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

  /** The proposal of a call. */
  void read(LiveCall call, Consumer<PushContent> then) {
    message(
        call.conversation(),
        call.version(),
        message -> PushTexts.call(message, call.sessionId()),
        then);
  }

  private void message(
      String log,
      long version,
      Function<XmlElement, PushContent> content,
      Consumer<PushContent> then) {
    archive.whenRead(
        messages.message(log, version),
        found ->
            then.accept(
                found == null
                    ? PushContent.NUMBER
                    : found
                        .map(xml -> content.apply(StoredXml.read(xml)))
                        .orElse(PushContent.NUMBER)));
  }
}
