package im.balcony.actors.conversation;

import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.LogStore;
import im.balcony.actors.session.SessionId;
import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.Sequenced;
import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.seal.SealedEvent;
import im.balcony.protocol.jid.Jid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads entries back from the journal for a participant that is behind what memory holds. */
final class JournalReads implements Deliveries.Reads {

  /** What was read; nothing after a failure. */
  record Read(Participant participant, List<ConversationEntry> entries)
      implements ConversationCommand.Local {}

  private static final byte[] NOTHING = {};

  private final ActorContext<ConversationCommand> context;
  private final ConversationId id;
  private final ConversationPorts ports;
  private final String log;
  private final LogStore store;

  JournalReads(
      ActorContext<ConversationCommand> context,
      ConversationId id,
      ConversationPorts ports,
      String log,
      LogStore store) {
    this.context = context;
    this.id = id;
    this.ports = ports;
    this.log = log;
    this.store = store;
  }

  @Override
  public void read(Participant participant, long fromVersion, long toVersion) {
    var limit = (int) (toVersion - fromVersion + 1);
    context.pipeToSelf(
        ports
            .journal()
            .read(log, fromVersion, toVersion, limit, Direction.OLDEST_FIRST)
            .thenApply(this::entries),
        (entries, failure) ->
            new Read(participant, failure == null && entries != null ? entries : List.of()));
  }

  private List<ConversationEntry> entries(List<Sequenced<SealedEvent>> sealed) {
    var entries = new ArrayList<ConversationEntry>(sealed.size());
    for (var each : sealed) {
      entries.add(entry(each.sequenceNr(), store.conversationEvent(log, each.event())));
    }
    return entries;
  }

  private ConversationEntry entry(long version, ConversationEvent event) {
    if (event instanceof ConversationEvent.MessageSent sent) {
      return new ConversationEntry(
          version,
          sent.proposedId(),
          Jid.parse(sent.from()),
          Jid.parse(sent.to()),
          new SessionId(sent.sessionId()),
          sent.n(),
          sent.type(),
          sent.copied(),
          sent.effect(),
          sent.stanzaXml(),
          sent.at());
    }
    // erased: nobody sees it, but versions have no gap
    return new ConversationEntry(
        version,
        0,
        id.first(),
        id.second(),
        new SessionId(""),
        0,
        "",
        false,
        null,
        NOTHING,
        Instant.EPOCH);
  }
}
