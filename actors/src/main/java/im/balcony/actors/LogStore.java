package im.balcony.actors;

import akka.persistence.typed.EventAdapter;
import akka.persistence.typed.SnapshotAdapter;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.call.CallEvent;
import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.persistence.seal.KeyRing;
import im.balcony.persistence.seal.SealedEvent;
import im.balcony.persistence.seal.SealingEventAdapter;
import im.balcony.persistence.seal.SealingSnapshotAdapter;

/**
 * Where and how one entity's content log is stored: plugins, snapshots, and the keys that seal it.
 *
 * @param owner the author under whose key snapshots and index entries stand
 */
public record LogStore(LogPlugins plugins, EventCodec codec, KeyRing ring, String owner) {

  public EventAdapter<ConversationEvent, SealedEvent> conversationEvents(String persistenceId) {
    return new SealingEventAdapter<>(
        ring,
        persistenceId,
        codec,
        ConversationEvent.class,
        LogStore::author,
        new ConversationEvent.Erased());
  }

  /** An event that was read beside the persistent actor. */
  public ConversationEvent conversationEvent(String persistenceId, SealedEvent sealed) {
    return ring.open(persistenceId, sealed)
        .map(plain -> (ConversationEvent) codec.read(sealed.manifest(), plain))
        .orElseGet(ConversationEvent.Erased::new);
  }

  public EventAdapter<CallEvent, SealedEvent> callEvents(String persistenceId) {
    return new SealingEventAdapter<>(
        ring,
        persistenceId,
        codec,
        CallEvent.class,
        event -> event.by() == null ? owner : event.by().bare().toString(),
        new CallEvent.Erased());
  }

  public EventAdapter<IndexEvent, SealedEvent> indexEvents(String persistenceId) {
    return new SealingEventAdapter<>(
        ring, persistenceId, codec, IndexEvent.class, event -> owner, new IndexEvent.Erased());
  }

  public <S> SnapshotAdapter<S> snapshots(String persistenceId, Class<S> type) {
    return new SealingSnapshotAdapter<>(ring, persistenceId, codec, type, owner);
  }

  private static String author(ConversationEvent event) {
    return event instanceof ConversationEvent.MessageSent sent ? bare(sent.from()) : "";
  }

  private static String bare(String jid) {
    var slash = jid.indexOf('/');
    return slash < 0 ? jid : jid.substring(0, slash);
  }
}
