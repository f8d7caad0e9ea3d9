package im.balcony.actors.user.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import im.balcony.actors.BatchLog;
import im.balcony.actors.LogPlugins;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.fence.Fence;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.index.IndexLog;
import im.balcony.persistence.archive.MessageLookup;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.persistence.event.index.Rewrite;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.memory.InMemoryExceptionsTable;
import im.balcony.persistence.memory.InMemoryJournalReader;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the index is written, with a log that answers when the test says so. */
class IndexWriterTest {
  private static final Jid ROMEO = Jid.parse("romeo@localhost");
  private static final Jid JULIET = Jid.parse("juliet@localhost");
  private static final ConversationId CONVERSATION = ConversationId.of(ROMEO, JULIET);
  private static final Duration OWN_WAIT_MAX = Duration.ofMillis(30);

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<BatchLog.Batch<IndexEvent>> log = kit.createTestProbe();
  private final AtomicLong nanos = new AtomicLong();
  private final ActorRef<UserCommand> user = kit.spawn(user());
  private IndexState state = IndexState.EMPTY;
  private long version;

  @AfterEach
  void close() {
    kit.shutdownTestKit();
  }

  /** The front of a User reduced to its index; every write takes a second. */
  private Behavior<UserCommand> user() {
    var settings =
        new MessagePathSettings(
            100,
            100,
            32 * 1024,
            100,
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofMillis(5),
            OWN_WAIT_MAX);
    var keys = new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh());
    var codec = new EventCodec(EventManifests.all());
    var exceptions = new InMemoryExceptionsTable();
    var ports =
        new MessagePathPorts(
            new Deaf(),
            keys,
            codec,
            new LogPlugins("", "", 500, 2),
            exceptions,
            new MessageLookup(new InMemoryJournalReader(), exceptions, keys, codec),
            Fence.alone(),
            Clock.systemUTC());
    var account = new Romeo();
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  var outboxes = new Outboxes(account, ports.conversations(), settings);
                  var writer =
                      new IndexWriter(
                          context,
                          timers,
                          account,
                          ports,
                          outboxes,
                          log.ref(),
                          new Arrivals(IndexState.EMPTY, settings),
                          new WritePace(settings, nanos::get));
                  return Behaviors.receiveMessage(
                      command -> {
                        if (command instanceof UserCommand.DeliverEntries entries) {
                          writer.arrive(entries);
                        } else if (command instanceof UserCommand.Local local) {
                          writer.onLocal(local);
                        }
                        return Behaviors.same();
                      });
                }));
  }

  private void arrives(Jid from) {
    version++;
    var entry =
        new ConversationEntry(
            version,
            version,
            Jid.parse(from + "/phone"),
            CONVERSATION.peerOf(from),
            new SessionId("s"),
            version,
            "chat",
            true,
            null,
            "<message/>".getBytes(StandardCharsets.UTF_8),
            Instant.EPOCH);
    user.tell(
        new UserCommand.DeliverEntries(CONVERSATION, "log", "life", 0, false, List.of(entry)));
  }

  private int written() {
    var batch = log.receiveMessage();
    for (var event : batch.events()) {
      state = event.fold(state);
    }
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    user.tell(new IndexLog.Stored(state));
    return batch.events().size();
  }

  @Test
  void theFirstOwnEntryIsWrittenAtOnce() {
    arrives(ROMEO);
    assertEquals(1, written());
  }

  @Test
  void afterASlowWriteAnOwnEntryIsWrittenWithWhatComesIn() {
    arrives(JULIET);
    assertEquals(1, written());
    arrives(ROMEO);
    arrives(JULIET);
    assertEquals(2, written());
  }

  @Test
  void anOwnEntryWaitsNoLongerThanItsBound() {
    arrives(JULIET);
    assertEquals(1, written());
    arrives(ROMEO);
    time.expectNoMessageFor(Duration.ZERO, log);
    time.timePasses(OWN_WAIT_MAX);
    assertEquals(1, written());
  }

  @Test
  void whatComesInNeverWaits() {
    for (var n = 0; n < 3; n++) {
      arrives(JULIET);
      assertEquals(1, written());
    }
  }

  /** Conversations that nobody listens at. */
  private static final class Deaf implements Conversations {
    @Override
    public void tell(ConversationId conversation, ConversationCommand command) {}

    @Override
    public boolean isLocal(String domain) {
      return true;
    }

    @Override
    public boolean isElsewhere(String domain) {
      return false;
    }
  }

  /** An account whose sessions are of no interest. */
  private static final class Romeo implements AccountView {
    @Override
    public Instant ringsUntil(Instant now) {
      return now;
    }

    @Override
    public Jid bareJid() {
      return ROMEO;
    }

    @Override
    public String incarnation() {
      return "life";
    }

    @Override
    public long admissionEpoch() {
      return 0;
    }

    @Override
    public @Nullable StanzaError refusalOf(Jid senderBareJid) {
      return null;
    }

    @Override
    public Visibility visibilityOf(ConversationEntry entry) {
      return Visibility.SHOWN;
    }

    @Override
    public void deliver(ConversationEntry entry, long archiveId, byte[] xml) {}

    @Override
    public void rewritten(List<Rewrite> rewrites) {}

    @Override
    public void storedBefore(ConversationCommand.Item item, String log, long version) {}

    @Override
    public void settled(SessionId session, long number) {}

    @Override
    public void refused(ConversationCommand.Item item, StanzaError error) {}

    @Override
    public void flush() {}
  }
}
