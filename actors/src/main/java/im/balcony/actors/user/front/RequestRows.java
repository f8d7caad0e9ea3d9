package im.balcony.actors.user.front;

import im.balcony.actors.feature.RowDecision;
import im.balcony.actors.user.account.SubscriptionRequest;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.RowSettings;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.content.ConversationType;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request for the account's presence stands in the list of conversations (Client
 * Synchronization), with or without messages, until it is settled.
 */
final class RequestRows {
  private final ArchiveAccess archive;
  private final RowPushes rows;
  private final PushSender pushes;

  RequestRows(ArchiveAccess archive, RowPushes rows, PushSender pushes) {
    this.archive = archive;
    this.rows = rows;
    this.pushes = pushes;
  }

  /**
   * The account was opened. Whoever wrote a request but not its row any more died in between: no
   * row, or one that nothing happened to since the request.
   */
  void opened(Map<Jid, SubscriptionRequest> requests) {
    requests.forEach(
        (contact, request) ->
            decide(
                contact,
                row -> isTold(row, request) ? null : asking(contact, row),
                () -> pushes.requested(contact)));
  }

  private static boolean isTold(@Nullable InboxRow row, SubscriptionRequest request) {
    return row != null && row.stamp() >= ArchiveItem.idAt(request.at());
  }

  /** The contact waits for an answer: its row is there, and new to whoever synchronises. */
  void requested(Jid contact) {
    decide(contact, row -> asking(contact, row), () -> pushes.requested(contact));
  }

  private static RowDecision asking(Jid contact, @Nullable InboxRow row) {
    var about = RowDecision.about(contact, ConversationType.CHAT);
    return row != null && row.settings().isDeleted() ? about.box(RowSettings.INBOX) : about;
  }

  /**
   * It was answered or taken back.
   *
   * @param approved whether the contact sees the account's presence now; else a row without
   *     messages goes
   */
  void settled(Jid contact, boolean approved) {
    decide(
        contact,
        row -> {
          if (row == null) {
            return null;
          }
          var about = RowDecision.about(contact, ConversationType.CHAT);
          return row.hasMessages() || approved ? about : about.box(RowSettings.BIN);
        },
        () -> {});
  }

  private void decide(
      Jid contact, Function<@Nullable InboxRow, @Nullable RowDecision> decision, Runnable durable) {
    archive.whenRead(
        archive.head(),
        head -> {
          if (head != null) {
            var row = head.inbox().get(contact.toString(), ConversationType.CHAT);
            write(contact, decision.apply(row), durable);
          }
        });
  }

  private void write(Jid contact, @Nullable RowDecision decision, Runnable durable) {
    if (decision != null) {
      archive.decide(
          decision,
          state -> {
            if (state.isPresent()) {
              rows.push(contact, ConversationType.CHAT, null);
              durable.run();
            }
          });
    }
  }
}
