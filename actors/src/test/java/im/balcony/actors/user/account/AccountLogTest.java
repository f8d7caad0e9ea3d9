package im.balcony.actors.user.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import im.balcony.actors.BatchLog;
import im.balcony.actors.LogPlugins;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.pubsub.NodeConfigs;
import im.balcony.actors.world.Logs;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.persistence.event.account.NodeEvent;
import im.balcony.persistence.event.account.StoredScramKeys;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.pep.PersonalEventing;
import im.balcony.protocol.xep.pubsub.Affiliation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountLogTest {
  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00.123456Z");
  private static final byte[] XML = "<x xmlns='urn:x'/>".getBytes(StandardCharsets.UTF_8);
  private static final List<AccountEvent> LIFE =
      List.of(
          new AccountEvent.AccountCreated(
              "romeo@localhost",
              List.of(
                  new StoredScramKeys(
                      "SCRAM-SHA-1", new byte[16], 4096, new byte[20], new byte[20])),
              NOW),
          new AccountEvent.KeysAdded(
              new StoredScramKeys(
                  "SCRAM-SHA-256", new byte[16], 10_000, new byte[32], new byte[32]),
              NOW),
          new AccountEvent.ContactSet("nurse@localhost", "Nurse", List.of("Servants")),
          new AccountEvent.ContactSet("gone@localhost", "", List.of()),
          new AccountEvent.ContactRemoved("gone@localhost"),
          new AccountEvent.SubscriptionChanged("juliet@localhost", true, false, true, true),
          new AccountEvent.SubscriptionRequested("paris@localhost", XML, NOW),
          new AccountEvent.SubscriptionRequested("tybalt@localhost", XML, NOW),
          new AccountEvent.SubscriptionRequestSettled("tybalt@localhost"),
          new AccountEvent.AddressesBlocked(List.of("spam.example", "tybalt@localhost")),
          new AccountEvent.AddressesUnblocked(List.of("tybalt@localhost")),
          new AccountEvent.PrivateXmlStored("x", "urn:x", XML),
          new AccountEvent.VcardStored(XML),
          new AccountEvent.ArchivePreferencesSet("roster", List.of("a@x"), List.of("b@x")),
          NodeConfigs.event("urn:m", PersonalEventing.DEFAULT),
          new NodeEvent.ItemPublished("urn:m", "current", XML, NOW),
          new NodeEvent.AffiliationSet("urn:m", "juliet@localhost", "member"),
          new NodeEvent.NodeSubscribed("urn:m", "nurse@localhost"),
          new AccountEvent.WentUnavailable(NOW, "bye", 41),
          new AccountEvent.OfflineMessagesSent(42));

  private final ActorTestKit kit = Logs.worldKit();
  private final DataKeys keys = new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh());

  @AfterEach
  void close() {
    kit.shutdownTestKit();
  }

  private BatchLog.Form<AccountEvent, AccountState> form(int snapshotEvery) {
    var ring = keys.open(AccountLog.persistenceIdOf("life")).toCompletableFuture().join();
    ring.ensure("life").toCompletableFuture().join();
    return AccountLog.form(
        "life",
        ring,
        new EventCodec(EventManifests.all()),
        new LogPlugins("", "", snapshotEvery, 2));
  }

  /** The state after the log was written and read again. */
  private AccountState lived(int snapshotEvery) {
    var user = kit.<UserCommand>createTestProbe();
    var log = kit.spawn(AccountLog.create(form(snapshotEvery), user.ref()));
    user.expectMessageClass(AccountLog.Recovered.class);
    for (var event : LIFE) {
      log.tell(new BatchLog.Batch<>(List.of(event)));
      user.expectMessageClass(AccountLog.Appended.class);
    }
    kit.stop(log);
    kit.spawn(AccountLog.create(form(snapshotEvery), user.ref()));
    return user.expectMessageClass(AccountLog.Recovered.class).state();
  }

  @Test
  void aRestartKnowsAllThatWasAppended() {
    check(lived(1_000));
  }

  @Test
  void aLogThatBeginsIsNotReadAndIsThereAfterwards() {
    var user = kit.<UserCommand>createTestProbe();
    var log = kit.spawn(AccountLog.begin(form(1_000), user.ref()));
    assertEquals(
        AccountState.Phase.NONE,
        user.expectMessageClass(AccountLog.Recovered.class).state().phase());
    log.tell(new BatchLog.Batch<>(List.of(LIFE.get(0))));
    user.expectMessageClass(AccountLog.Appended.class);
    kit.stop(log);
    kit.spawn(AccountLog.create(form(1_000), user.ref()));
    assertEquals(
        AccountState.Phase.OPEN,
        user.expectMessageClass(AccountLog.Recovered.class).state().phase());
  }

  @Test
  void aSnapshotKnowsAllThatTheEventsTold() {
    check(lived(LIFE.size()));
  }

  private static void check(AccountState state) {
    var juliet = Jid.parse("juliet@localhost");
    assertEquals(AccountState.Phase.OPEN, state.phase());
    assertEquals("SCRAM-SHA-1", state.keys().get(0).mechanism());
    assertEquals(10_000, state.keys().get(1).iterations());
    assertEquals(4, state.roster().version());
    assertEquals(List.of("Servants"), item(state, "nurse@localhost").groups());
    assertEquals(1, state.roster().removed().size());
    assertEquals(3, state.roster().changesAfter(1).orElseThrow().size() + 1);
    assertEquals(
        new im.balcony.actors.user.roster.Subscription(true, false, true, false, true),
        state.subscription(juliet));
    assertFalse(state.sharesPresenceWith(juliet));
    assertEquals(1, state.requests().size());
    var request = Objects.requireNonNull(state.requests().get(Jid.parse("paris@localhost")));
    assertArrayEquals(XML, request.stanzaXml());
    assertEquals(NOW, request.at());
    assertEquals(true, state.blockList().blocks(Jid.parse("any@spam.example/x")));
    assertEquals(false, state.blockList().blocks(Jid.parse("tybalt@localhost")));
    assertArrayEquals(XML, state.privateXml().get(new PrivateName("x", "urn:x")));
    assertArrayEquals(XML, state.vcard());
    assertEquals(true, state.archiving().archives(Jid.parse("a@x"), false));
    assertEquals(false, state.archiving().archives(Jid.parse("b@x"), true));
    assertEquals(new LastSeen(NOW, "bye", 42), state.lastSeen());
    var node = state.nodes().node("urn:m").orElseThrow();
    assertEquals(PersonalEventing.DEFAULT, node.config());
    assertArrayEquals(XML, node.item("current").orElseThrow().xml());
    assertEquals(Affiliation.MEMBER, node.affiliation(juliet));
    assertEquals(Set.of(Jid.parse("nurse@localhost")), node.subscribers());
  }

  private static im.balcony.actors.user.roster.RosterItem item(AccountState state, String jid) {
    return Objects.requireNonNull(state.roster().items().get(Jid.parse(jid)));
  }

  @Test
  void aClosedAccountKeepsNothingAndIsNeverOpenAgain() {
    var state = AccountState.NONE;
    for (var event : LIFE) {
      state = event.fold(state);
    }
    state = new AccountEvent.AccountRemoved(NOW).fold(state);
    assertEquals(AccountState.Phase.CLOSED, state.phase());
    assertEquals(0, state.roster().items().size());
    assertEquals(
        AccountState.Phase.CLOSED, AccountSnapshots.read(AccountSnapshots.write(state)).phase());
  }
}
