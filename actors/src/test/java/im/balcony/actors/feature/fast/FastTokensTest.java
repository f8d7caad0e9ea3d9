package im.balcony.actors.feature.fast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.port.ClientTokens.Client;
import im.balcony.actors.port.ClientTokens.Proof;
import im.balcony.actors.user.AccountReply;
import im.balcony.actors.user.account.AccountState;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.sasl.HtMechanism;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** XEP-0484, and HARDENING's attack 11 on it. */
class FastTokensTest {
  private static final String NONE = "HT-SHA-256-NONE";
  private static final String ENDP = "HT-SHA-256-ENDP";
  private static final String PHONE = "phone";
  private static final Duration LIFETIME = Duration.ofDays(21);

  private final FastTokens tokens =
      new FastTokens(
          new FastSettings(3, Duration.ofHours(1), LIFETIME, Duration.ofDays(1)), this::secret);
  private AccountState account =
      new AccountEvent.AccountCreated("romeo@a.example", List.of(), Instant.EPOCH)
          .fold(AccountState.NONE);
  private Instant now = Instant.parse("2026-07-01T00:00:00Z");
  private int secrets;

  private byte[] secret() {
    return ("t" + ++secrets).getBytes(UTF_8);
  }

  // ---- getting a token

  @Test
  void aTokenIsGivenToWhoAsksForOne() {
    assertNull(note(PHONE, null).token());

    var token = note(PHONE, NONE).token();

    assertEquals("t1", token == null ? "" : new String(token.secret(), UTF_8));
    assertEquals(now.plus(LIFETIME), token == null ? now : token.expiresAt());
  }

  @Test
  void aTokenLogsInAndProvesTheServerInTurn() {
    note(PHONE, NONE);

    var accepted = assertInstanceOf(AccountReply.TokenAccepted.class, use(PHONE, "t1", NONE));

    assertArrayEquals(
        HtMechanism.responderHash("t1".getBytes(UTF_8), new byte[0]),
        accepted.accepted().response());
    assertNull(accepted.accepted().next());
    assertAccepted(use(PHONE, "t1", NONE));
  }

  @Test
  void secretsAreLongAndNeverTheSame() {
    var secrets = new TokenSecrets(new SecureRandom());
    var seen = new HashSet<String>();
    for (int i = 0; i < 100; i++) {
      var secret = new String(secrets.get(), UTF_8);
      assertTrue(secret.matches("[\\w-]{32}"), secret);
      assertTrue(seen.add(secret));
    }
  }

  // ---- what is refused

  @Test
  void anotherDeviceCannotUseIt() {
    note(PHONE, NONE);
    note("tablet", null);

    assertRefused(use("tablet", "t1", NONE));
    assertRefused(use("nobody", "t1", NONE));
  }

  @Test
  void anotherMechanismCannotUseItThoughTheHashFits() {
    note(PHONE, ENDP);

    assertRefused(use(PHONE, "t1", NONE));
    assertAccepted(use(PHONE, "t1", ENDP));
  }

  @Test
  void anotherChannelCannotUseIt() {
    note(PHONE, ENDP);
    var hash = HtMechanism.initiatorHash("t1".getBytes(UTF_8), new byte[] {1});

    assertRefused(decide(PHONE, new Proof(ENDP, hash, new byte[] {2}, 0, false), null));
    assertAccepted(decide(PHONE, new Proof(ENDP, hash, new byte[] {1}, 0, false), null));
  }

  @Test
  void aWrongHashIsRefusedWhateverItsLength() {
    note(PHONE, NONE);

    for (int length : new int[] {0, 1, 31, 32, 33}) {
      assertRefused(decide(PHONE, new Proof(NONE, new byte[length], new byte[0], 0, false), null));
    }
  }

  @Test
  void aClientWithoutTokenIsNotLetInByTheStandInForOne() {
    note(PHONE, null);
    var hash = HtMechanism.initiatorHash(new byte[HtMechanism.HASH_BYTES], new byte[0]);

    assertRefused(decide(PHONE, new Proof("", hash, new byte[0], 0, false), null));
    assertRefused(decide("nobody", new Proof("", hash, new byte[0], 0, false), null));
  }

  @Test
  void anExpiredTokenSaysSoToItsOwnerOnly() {
    note(PHONE, NONE);
    now = now.plus(LIFETIME).minusNanos(1);
    assertAccepted(use(PHONE, "t1", NONE));
    now = now.plusNanos(1);

    assertEquals(new AccountReply.TokenRefused(true), use(PHONE, "t1", NONE));
    assertRefused(use(PHONE, "wrong", NONE));
  }

  // ---- replay

  @Test
  void aCountMustGrow() {
    note(PHONE, NONE);

    assertAccepted(counted(5));
    assertRefused(counted(5));
    assertRefused(counted(4));
    assertAccepted(counted(6));
    assertAccepted(use(PHONE, "t1", NONE));
    assertRefused(counted(6));
  }

  @Test
  void aNewTokenCountsFromTheStart() {
    note(PHONE, NONE);
    assertAccepted(counted(5));
    note(PHONE, NONE);

    assertAccepted(decide(PHONE, new Proof(NONE, hash("t2"), new byte[0], 1, false), null));
  }

  private AccountReply counted(long count) {
    return decide(PHONE, new Proof(NONE, hash("t1"), new byte[0], count, false), null);
  }

  // ---- rotation

  @Test
  void anOldTokenIsReplacedAndGoodUntilTheNewOneIsUsed() {
    note(PHONE, NONE);
    now = now.plus(Duration.ofDays(1));

    assertEquals("t2", next(use(PHONE, "t1", NONE)));
    assertEquals("t3", next(use(PHONE, "t1", NONE)), "the answer was lost");
    assertRefused(use(PHONE, "t2", NONE));
    assertNull(next(use(PHONE, "t3", NONE)));

    assertRefused(use(PHONE, "t1", NONE));
    assertAccepted(use(PHONE, "t3", NONE));
  }

  @Test
  void aClientMayAskForAnotherMechanism() {
    note(PHONE, NONE);

    assertEquals("t2", next(decide(PHONE, proof("t1", NONE), ENDP)));

    assertRefused(use(PHONE, "t2", NONE));
    assertAccepted(use(PHONE, "t2", ENDP));
  }

  // ---- the end of tokens

  @Test
  void anInvalidatedTokenIsNotReplacedUnlessAskedFor() {
    note(PHONE, NONE);
    now = now.plus(Duration.ofDays(2));

    assertNull(next(decide(PHONE, new Proof(NONE, hash("t1"), new byte[0], 0, true), null)));

    assertRefused(use(PHONE, "t1", NONE));
    note(PHONE, NONE);
    assertEquals(
        "t3", next(decide(PHONE, new Proof(NONE, hash("t2"), new byte[0], 0, true), NONE)));
    assertRefused(use(PHONE, "t2", NONE));
    assertAccepted(use(PHONE, "t3", NONE));
  }

  @Test
  void anotherPasswordRevokesAllTokens() {
    note(PHONE, NONE);
    account = new AccountEvent.PasswordChanged(List.of(), now).fold(account);

    assertRefused(use(PHONE, "t1", NONE));
    assertFalse(account.clients().get(PHONE).orElseThrow().hasAccess());
  }

  @Test
  void theEndOfTheAccountIsTheEndOfItsTokens() {
    note(PHONE, NONE);
    account = new AccountEvent.AccountRemoved(now).fold(account);

    assertRefused(use(PHONE, "t1", NONE));
  }

  @Test
  void theIdlestClientIsForgottenForANewOne() {
    for (var client : List.of("one", "two", "three")) {
      note(client, NONE);
      now = now.plusSeconds(7200);
    }
    assertAccepted(use("one", "t1", NONE));

    note("four", NONE);

    assertEquals(3, account.clients().byId().size());
    assertRefused(use("two", "t2", NONE));
    assertAccepted(use("one", "t1", NONE));
  }

  // ---- what is written

  @Test
  void mostUsesWriteNothing() {
    note(PHONE, NONE);
    assertAccepted(use(PHONE, "t1", NONE));

    var again = tokens.use(account.clients(), client(PHONE, null), proof("t1", NONE), now);

    assertEquals(List.of(), again.events());
    var later = now.plus(Duration.ofHours(1));
    assertNotEquals(
        List.of(),
        tokens.use(account.clients(), client(PHONE, null), proof("t1", NONE), later).events());
  }

  @Test
  void noSecretIsInWhatALogMayShow() {
    var decision = tokens.note(account.clients(), client(PHONE, NONE), now);

    assertFalse(decision.toString().contains("t1"), decision.toString());
  }

  @Test
  void settingsThatContradictEachOtherAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new FastSettings(1, Duration.ZERO, Duration.ofDays(1), Duration.ofDays(1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FastSettings(0, Duration.ZERO, Duration.ofDays(2), Duration.ofDays(1)));
  }

  // ---- steps

  private AccountReply.ClientNoted note(String id, @Nullable String wanted) {
    var decision = tokens.note(account.clients(), client(id, wanted), now);
    keep(decision);
    return (AccountReply.ClientNoted) decision.reply();
  }

  private AccountReply use(String id, String token, String mechanism) {
    return decide(id, proof(token, mechanism), null);
  }

  private AccountReply decide(String id, Proof proof, @Nullable String wanted) {
    var decision = tokens.use(account.clients(), client(id, wanted), proof, now);
    keep(decision);
    return decision.reply();
  }

  private void keep(FastTokens.Decision decision) {
    for (var event : decision.events()) {
      account = event.fold(account);
    }
  }

  private static Client client(String id, @Nullable String wanted) {
    return new Client(id, "Test", null, wanted);
  }

  private static Proof proof(String token, String mechanism) {
    return new Proof(mechanism, hash(token), new byte[0], 0, false);
  }

  private static byte[] hash(String token) {
    return HtMechanism.initiatorHash(token.getBytes(UTF_8), new byte[0]);
  }

  private static @Nullable String next(AccountReply reply) {
    var next = assertInstanceOf(AccountReply.TokenAccepted.class, reply).accepted().next();
    return next == null ? null : new String(next.secret(), UTF_8);
  }

  private static void assertAccepted(AccountReply reply) {
    assertInstanceOf(AccountReply.TokenAccepted.class, reply);
  }

  private static void assertRefused(AccountReply reply) {
    assertEquals(new AccountReply.TokenRefused(false), reply);
  }
}
