package im.balcony.edge.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.keys.RotationState;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.memory.InMemoryCallRecordTable;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.records.CallRecordReader;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.ScramKeys;
import im.balcony.protocol.sasl.ScramMechanism;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminSocketTest {
  private static final int CONNECTIONS_MAX = 16;
  private static final AdminSettings SETTINGS =
      new AdminSettings(CONNECTIONS_MAX, 20_000, 5, 10, 4, 2, 20, 5, 3, 4096, 16);

  @TempDir Path folder;

  private final RecordedAccounts accounts = new RecordedAccounts();
  private final KeyDerivation derivation = new KeyDerivation(SETTINGS);
  private final AccountDesk desk =
      new AccountDesk(accounts, derivation, List.of("a.example"), SETTINGS);
  private final RecordedRotations rotations = new RecordedRotations();
  private final CallRecordDesk calls =
      new CallRecordDesk(
          new CallRecordReader(
              new InMemoryCallRecordTable(),
              new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh()),
              new EventCodec(EventManifests.all())),
          3,
          Clock.fixed(Instant.ofEpochSecond(1_000_000), ZoneOffset.UTC));
  private @Nullable AdminSocket socket;

  @BeforeEach
  void open() throws Exception {
    socket =
        AdminSocket.open(
            path(),
            new AdminDesk(desk, calls, rotations, () -> {}, () -> List.of("well")),
            SETTINGS);
  }

  @AfterEach
  void close() throws IOException {
    Objects.requireNonNull(socket).close();
    derivation.close();
  }

  @Test
  void onlyTheOwnerCanReachTheSocket() throws IOException {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path())));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(Objects.requireNonNull(path().getParent()))));
  }

  @Test
  void anAccountIsKeptAsKeysOfBothMechanisms() throws IOException {
    assertNull(ask(new AdminRequest.AddUser("Romeo@a.example", "montague")).problem());
    var keys = Objects.requireNonNull(accounts.keys.get(Jid.parse("romeo@a.example")));
    assertEquals(
        List.of(ScramMechanism.SCRAM_SHA_1, ScramMechanism.SCRAM_SHA_256),
        keys.stream().map(ScramKeys::mechanism).toList());
    assertTrue(keys.stream().allMatch(each -> each.matches("montague")));
  }

  @Test
  void anAccountThatExistsIsNotMadeAgain() throws IOException {
    ask(new AdminRequest.AddUser("romeo@a.example", "one"));
    assertEquals(
        "romeo@a.example exists already",
        ask(new AdminRequest.AddUser("romeo@a.example", "two")).problem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "romeo", "romeo@a.example/phone", "a.example", "@a.example", "r o@a.example"})
  void whatIsNoAddressIsRefused(String jid) throws IOException {
    assertNotNull(ask(new AdminRequest.AddUser(jid, "x")).problem());
  }

  @Test
  void anotherDomainIsRefusedWithWhatToDo() throws IOException {
    var problem = ask(new AdminRequest.AddUser("romeo@b.example", "x")).problem();
    assertTrue(String.valueOf(problem).endsWith("start the node with --domain b.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0007bell"})
  void aPasswordThatCannotBeOneIsRefused(String password) throws IOException {
    assertNotNull(ask(new AdminRequest.AddUser("romeo@a.example", password)).problem());
    assertTrue(accounts.keys.isEmpty());
  }

  @Test
  void passwordsAreChangedAndAccountsRemovedOnlyWhereThereIsOne() throws IOException {
    ask(new AdminRequest.AddUser("romeo@a.example", "old"));
    assertNull(ask(new AdminRequest.ChangePassword("romeo@a.example", "new")).problem());
    assertTrue(
        Objects.requireNonNull(accounts.keys.get(Jid.parse("romeo@a.example")))
            .get(0)
            .matches("new"));
    assertNotNull(ask(new AdminRequest.ChangePassword("juliet@a.example", "new")).problem());
    assertNull(ask(new AdminRequest.RemoveUser("romeo@a.example")).problem());
    assertNotNull(ask(new AdminRequest.RemoveUser("romeo@a.example")).problem());
  }

  @Test
  void recordsOfCallsComeInPagesUntilNow() throws IOException {
    var first = ask(new AdminRequest.ExportCalls("json", 900_000_000_000L));
    assertEquals(List.of(), first.linesOrNone());
    assertTrue(first.more());
    assertTrue(first.next() > 900_000_000_000L);
    var last = ask(new AdminRequest.ExportCalls("csv", 999_999_000_000L));
    assertFalse(last.more());
    assertEquals(1_000_000_000_000L, last.next());
    assertEquals(
        "the format is json or csv", ask(new AdminRequest.ExportCalls("xml", 0)).problem());
  }

  @Test
  void accountsAreListedInPages() throws IOException {
    for (var name : List.of("a", "b", "c", "d")) {
      ask(new AdminRequest.AddUser(name + "@a.example", "x"));
    }
    var first = ask(new AdminRequest.ListUsers("a.example", null));
    assertTrue(first.more());
    assertEquals(3, first.usersOrNone().size());
    var second = ask(new AdminRequest.ListUsers("a.example", first.usersOrNone().get(2)));
    assertFalse(second.more());
    assertEquals(List.of("d@a.example"), second.usersOrNone());
  }

  /** Keys as a row of an import carries them. */
  private static String column(ScramKeys keys) {
    var base64 = Base64.getEncoder();
    return "%d:%s:%s:%s"
        .formatted(
            keys.iterations(),
            base64.encodeToString(keys.salt()),
            base64.encodeToString(keys.storedKey()),
            base64.encodeToString(keys.serverKey()));
  }

  @Test
  void oneBadRowOfAnImportDoesNotStopTheOthers() throws IOException {
    var derived = derivation.of("montague").toCompletableFuture().join().orElseThrow();
    var keys = column(derived.get(0));
    var reply =
        ask(
            new AdminRequest.ImportUsers(
                List.of(
                    new ImportRow(1, "a@a.example", "x", "", ""),
                    new ImportRow(2, "b", "x", "", ""),
                    new ImportRow(3, "c@a.example", "", keys, ""),
                    new ImportRow(4, "d@a.example", "", "1:2", ""),
                    new ImportRow(5, "e@a.example", "", "", ""))));
    assertEquals(2, reply.added());
    assertEquals(3, reply.refusedOrNone().size());
    assertTrue(
        Objects.requireNonNull(accounts.keys.get(Jid.parse("c@a.example")))
            .get(0)
            .matches("montague"));
  }

  @Test
  void anImportThatIsRepeatedChangesNothing() throws IOException {
    var rows = new AdminRequest.ImportUsers(List.of(new ImportRow(1, "a@a.example", "x", "", "")));
    assertEquals(1, ask(rows).added());
    var again = ask(rows);
    assertEquals(0, again.added());
    assertEquals(1, again.existed());
    assertTrue(again.refusedOrNone().isEmpty());
  }

  @Test
  void anImportTriesAgainWhileTheJournalIsBusyAndThenNamesTheLine() throws IOException {
    accounts.busyFor(Jid.parse("slow@a.example"), 2);
    accounts.busyFor(Jid.parse("never@a.example"), 100);
    var reply =
        ask(
            new AdminRequest.ImportUsers(
                List.of(
                    new ImportRow(7, "slow@a.example", "x", "", ""),
                    new ImportRow(8, "never@a.example", "x", "", ""))));
    assertEquals(1, reply.added());
    assertEquals(1, reply.refusedOrNone().size());
    assertTrue(reply.refusedOrNone().get(0).startsWith("line 8: never@a.example"));
  }

  @Test
  void aRotationIsBegunAndLookedAt() throws IOException {
    var begun = Objects.requireNonNull(ask(new AdminRequest.RotateKey()).rotation());
    assertEquals(RotationState.Phase.RUNNING, begun.phase());
    assertEquals(1, rotations.begun());
    rotations.end(new RotationState(RotationState.Phase.FAILED, 7, "10.0.0.1:25520 is away"));
    assertEquals(
        new RotationState(RotationState.Phase.FAILED, 7, "10.0.0.1:25520 is away"),
        ask(new AdminRequest.Rotation()).rotation());
    assertEquals(1, rotations.begun());
  }

  @Test
  void morePasswordsThanMayWaitAreRefused() {
    var asked = IntStream.range(0, 200).mapToObj(each -> derivation.of("montague")).toList();
    var refused =
        asked.stream().filter(each -> each.toCompletableFuture().isCompletedExceptionally());
    assertTrue(refused.findAny().isPresent());
  }

  @Test
  void anImportBeyondItsBoundIsRefusedAsAWhole() throws IOException {
    var rows =
        IntStream.range(0, 11)
            .mapToObj(row -> new ImportRow(row, "u" + row + "@a.example", "x", "", ""))
            .toList();
    assertNotNull(ask(new AdminRequest.ImportUsers(rows)).problem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "{}",
        "[]",
        "null",
        "{\"do\":\"add\"}",
        "{\"do\":\"explode\"}",
        "{\"do\":\"add\",\"jid\":7}",
        "{\"do\":\"java.lang.Runtime\",\"jid\":\"x\"}",
        "{\"do\":\"status\"} trailing",
        "{\"do\":\"status\",\"more\":1}",
        "{\"do\":[[[[[[[[[[[[[]]]]]]]]]]]]]}"
      })
  void aLineThatIsNoRequestIsAnsweredAndTheConnectionGoesOn(String line) throws IOException {
    try (var channel = raw()) {
      var lines =
          new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), UTF_8));
      channel.write(ByteBuffer.wrap((line + "\n").getBytes(UTF_8)));
      assertTrue(String.valueOf(lines.readLine()).contains("not a request"));
      channel.write(ByteBuffer.wrap("{\"do\":\"status\"}\n".getBytes(UTF_8)));
      assertTrue(String.valueOf(lines.readLine()).contains("well"));
    }
  }

  @Test
  void aLineWithoutEndIsCutOffAtItsLimit() throws IOException {
    try (var channel = raw()) {
      var endless = ByteBuffer.wrap("x".repeat(20_001).getBytes(UTF_8));
      while (endless.hasRemaining()) {
        channel.write(endless);
      }
      assertTrue(closedByPeer(channel));
    }
  }

  @Test
  void aConnectionTooManyIsToldSo() throws IOException {
    var held = new ArrayList<AdminClient>();
    try {
      for (var i = 0; i < CONNECTIONS_MAX; i++) {
        var client = AdminClient.connect(path());
        held.add(client);
        client.ask(new AdminRequest.Status());
      }
      try (var oneMore = AdminClient.connect(path())) {
        assertTrue(String.valueOf(oneMore.receive().problem()).contains("too many"));
      }
    } finally {
      for (var client : held) {
        client.close();
      }
    }
  }

  @Test
  void whatALogMayShowHoldsNoPassword() {
    assertFalse(new AdminRequest.AddUser("a@b", "secret").toString().contains("secret"));
    assertFalse(new AdminRequest.ChangePassword("a@b", "secret").toString().contains("secret"));
    assertFalse(new ImportRow(1, "a@b", "secret", "k1", "k2").toString().contains("secret"));
  }

  @Test
  void aSocketPathTooLongForTheSystemIsRefused() {
    var deep = folder.resolve("d".repeat(120)).resolve("admin.sock");
    assertThrows(IOException.class, () -> AdminClient.connect(deep));
  }

  private Path path() {
    return folder.resolve("admin").resolve("s");
  }

  private AdminReply ask(AdminRequest request) throws IOException {
    try (var client = AdminClient.connect(path())) {
      return client.ask(request);
    }
  }

  private SocketChannel raw() throws IOException {
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(SocketPath.address(path()));
    return channel;
  }

  private static boolean closedByPeer(SocketChannel channel) {
    try {
      return channel.read(ByteBuffer.allocate(1)) < 0;
    } catch (IOException reset) {
      return true;
    }
  }
}
