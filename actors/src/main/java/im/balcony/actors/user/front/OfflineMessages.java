package im.balcony.actors.user.front;

import im.balcony.actors.session.Delivery;
import im.balcony.actors.user.index.IndexHead;
import im.balcony.actors.user.messages.ArchiveIdStamp;
import im.balcony.persistence.archive.ArchiveAnswer;
import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.archive.ArchiveQuery;
import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xep.offline.OfflinePolicy;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a client that does not read its archive (XEP-0160). Nothing is stored for it: it
 * is the tail of the archive that no client was shown, remembered as one id.
 */
final class OfflineMessages {
  static final CompletionStage<ArchiveAnswer> NOTHING =
      CompletableFuture.completedFuture(new ArchiveAnswer.Page(List.of(), true));

  /** Of an empty archive a session is told this: below all ids, and not nothing. */
  private static final long NOTHING_YET = 1;

  private final Front front;
  private final Archive archive;
  private long seen;
  private long seenBefore;
  private boolean missed;

  /** The account's archive, as far as it is needed here. */
  interface Archive {

    /** Where the archive stands once it is open. */
    CompletionStage<IndexHead> head();

    CompletionStage<ArchiveAnswer> page(ArchiveHead head, ArchiveQuery query);

    /** The oldest and the newest message; empty for an empty archive. */
    CompletionStage<Optional<MessageArchive.Ends>> ends(ArchiveHead head);

    /** Brings the end of a stage back to the User's thread, null when it failed. */
    <T> void whenRead(CompletionStage<T> stage, Consumer<@Nullable T> then);
  }

  OfflineMessages(Front front, Archive archive) {
    this.front = front;
    this.archive = archive;
    this.seen = front.account().committed().lastSeen().archiveId();
    this.seenBefore = seen;
  }

  /** The archive up to this id was shown to some client. */
  long seen() {
    return seen;
  }

  /**
   * Now and then: makes durable what was shown by the last time this was called, so that after a
   * kill only younger messages count as missed. What a connection had taken and lost is back by
   * then ({@link #notShown}).
   */
  void keepSeen() {
    var shown = Math.min(seenBefore, seen);
    seenBefore = seen;
    var account = front.account();
    if (shown > account.decided().lastSeen().archiveId() && !account.isFull()) {
      account.write(List.of(new AccountEvent.OfflineMessagesSent(shown)), state -> {});
    }
  }

  /** A message came; {@code shown} whether a session got it. */
  void arrived(long archiveId, boolean shown) {
    if (!shown) {
      missed = true;
    } else if (!missed) {
      seen = Math.max(seen, archiveId);
    }
  }

  /** One of the account's own messages: its author knows it. */
  void sent(long archiveId) {
    if (!missed && front.sessions().anyTakesMessages()) {
      seen = Math.max(seen, archiveId);
    }
  }

  /** A session came back with its memory: it had passed on the archive up to this id. */
  void sessionKnows(long archiveId) {
    seen = Math.max(seen, archiveId);
  }

  /** What the edge gave back was written to no client. */
  void notShown(long archiveId) {
    if (archiveId > 0 && archiveId <= seen) {
      seen = archiveId - 1;
      missed = true;
    }
  }

  /** This session synchronises by its archive, which ends here: nothing waits any more. */
  void synchronises(OpenSession session, IndexHead head) {
    var last = head.state().lastArchiveId();
    missed = false;
    shown(last);
    remember(session, last);
  }

  private static void remember(OpenSession session, long lastArchiveId) {
    session.remember(session.memory().withKnownArchiveId(Math.max(NOTHING_YET, lastArchiveId)));
  }

  private void shown(long lastArchiveId) {
    if (lastArchiveId > seen) {
      seen = lastArchiveId;
      front
          .account()
          .write(List.of(new AccountEvent.OfflineMessagesSent(lastArchiveId)), state -> {});
    }
  }

  /** A resource that takes messages is there (XEP-0160 section 2 number 5). */
  void cameBack(OpenSession session) {
    if (session.memory().archiveUsed()) {
      archive.whenRead(
          archive.head(),
          head -> {
            if (head != null) {
              synchronises(session, head);
            }
          });
      return;
    }
    var from = seen;
    missed = false;
    session.hold();
    Function<IndexHead, CompletionStage<ArchiveAnswer>> read =
        head ->
            head.state().lastArchiveId() <= from ? NOTHING : archive.page(head, missedSince(from));
    archive.whenRead(
        archive.head(),
        head -> {
          if (head != null) {
            remember(session, head.state().lastArchiveId());
          }
        });
    archive.whenRead(archive.head().thenCompose(read), answer -> release(session, answer));
  }

  private ArchiveQuery missedSince(long archiveId) {
    return new ArchiveQuery(
        null,
        archiveId,
        Long.MAX_VALUE,
        List.of(),
        front.settings().offlineMessagesMax(),
        Direction.NEWEST_FIRST);
  }

  private void release(OpenSession session, @Nullable ArchiveAnswer answer) {
    var waiting = new ArrayList<Delivery>();
    if (answer instanceof ArchiveAnswer.Page page && !page.items().isEmpty()) {
      if (!session.memory().archiveUsed()) {
        page.items().stream()
            .filter(item -> !session.wasToldCall(item.archiveId()))
            .forEach(item -> add(waiting, item, session.heldIds()));
      }
      var last = page.items().get(page.items().size() - 1).archiveId();
      shown(last);
    }
    session.release(waiting);
  }

  private void add(List<Delivery> waiting, ArchiveItem item, List<Long> delivered) {
    if (delivered.contains(item.archiveId())) {
      return; // it came while the page was read, and waits behind it
    }
    var element = StoredXml.read(item.stanzaXml());
    if (StanzaReader.read(element) instanceof StanzaReader.Read read
        && read.stanza() instanceof Message message
        && isMissed(message)) {
      var delayed = delayed(element, item);
      waiting.add(
          new Delivery(
              ArchiveIdStamp.on(delayed.toBytes(), front.bareJid(), item.archiveId()),
              item.archiveId(),
              true));
    }
  }

  private boolean isMissed(Message message) {
    Jid from = message.from();
    return from != null && !front.isOwn(from) && OfflinePolicy.isKept(message);
  }

  /** XEP-0203 section 3: the domain says that it kept the message. */
  private XmlElement delayed(XmlElement message, ArchiveItem item) {
    return message.withChild(
        new Delay(item.at(), front.bareJid().domainJid(), "Offline Storage").toElement());
  }
}
