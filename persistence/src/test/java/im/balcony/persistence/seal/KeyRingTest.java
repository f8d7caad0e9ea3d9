package im.balcony.persistence.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.memory.InMemoryDataKeyTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Sealing with the keys of one owner. */
final class KeyRingTest {
  private static final byte[] PLAIN = "wherefore art thou".getBytes(StandardCharsets.UTF_8);

  private final InMemoryDataKeyTable table = new InMemoryDataKeyTable();
  private final MasterKeys masters = MasterKeys.fresh();
  private final DataKeys keys = new DataKeys(table, masters);

  @Test
  void whatIsSealedOpensHereAndOnAnotherNode() {
    var ring = ringFor("romeo");
    var sealed = ring.seal("romeo", "conversation-1", "said.1", PLAIN);
    assertArrayEquals(PLAIN, ring.open("conversation-1", sealed).orElseThrow());
    var elsewhere = now(new DataKeys(table, masters).open("c1"));
    assertArrayEquals(PLAIN, elsewhere.open("conversation-1", sealed).orElseThrow());
  }

  @Test
  void anAuthorNeedsAKeyBeforeTheFirstEvent() {
    var ring = now(keys.open("c1"));
    assertFalse(ring.has("romeo"));
    assertThrows(IllegalStateException.class, () -> ring.seal("romeo", "p", "said.1", PLAIN));
  }

  @Test
  void askingTwiceForAKeyMakesOne() {
    var ring = ringFor("romeo");
    now(ring.ensure("romeo"));
    assertEquals(1, now(table.read("c1")).size());
  }

  @Test
  void aRingThatBeginsHasOneKeyWhichAnotherNodeReads() {
    var ring = now(keys.begin("c1", "romeo"));
    assertEquals(1, now(table.read("c1")).size());
    var sealed = ring.seal("romeo", "p", "said.1", PLAIN);
    var elsewhere = now(new DataKeys(table, masters).open("c1"));
    assertArrayEquals(PLAIN, elsewhere.open("p", sealed).orElseThrow());
  }

  @Test
  void whatWasChangedDoesNotOpen() {
    var ring = ringFor("romeo");
    var sealed = ring.seal("romeo", "p", "said.1", PLAIN);
    assertThrows(BrokenSealException.class, () -> ring.open("another", sealed));
    var renamed = new SealedEvent("waved.1", sealed.keyId(), sealed.nonce(), sealed.ciphertext());
    assertThrows(BrokenSealException.class, () -> ring.open("p", renamed));
    sealed.ciphertext()[0] ^= 1;
    assertThrows(BrokenSealException.class, () -> ring.open("p", sealed));
  }

  @Test
  void theSameContentOfTheSameNameIsSealedAlikeOnEachNode() {
    var ring = ringFor("romeo");
    var sealed = ring.sealAlike("romeo", "p", "device.1", PLAIN);
    var elsewhere = now(new DataKeys(table, masters).open("c1"));
    var again = elsewhere.sealAlike("romeo", "p", "device.1", PLAIN);
    assertArrayEquals(sealed.nonce(), again.nonce());
    assertArrayEquals(sealed.ciphertext(), again.ciphertext());
    assertArrayEquals(PLAIN, ring.open("p", again).orElseThrow());

    var other = PLAIN.clone();
    other[3] ^= 1;
    assertFalse(
        Arrays.equals(sealed.nonce(), ring.sealAlike("romeo", "p", "device.1", other).nonce()));
    assertFalse(
        Arrays.equals(sealed.nonce(), ring.sealAlike("romeo", "q", "device.1", PLAIN).nonce()));
    assertThrows(BrokenSealException.class, () -> ring.open("q", sealed));
  }

  @Test
  void anErasedAuthorIsGoneAndTheOtherStays() {
    var ring = ringFor("romeo");
    now(ring.ensure("juliet"));
    var his = ring.seal("romeo", "p", "said.1", PLAIN);
    var hers = ring.seal("juliet", "p", "said.1", PLAIN);
    now(table.remove("c1", his.keyId()));
    var later = now(new DataKeys(table, masters).open("c1"));
    assertTrue(later.open("p", his).isEmpty());
    assertTrue(later.open("p", hers).isPresent());
  }

  @Test
  void aReaderLearnsOfAKeyMadeSinceItLastLooked() {
    var reader = new DataKeys(table, masters);
    now(reader.open("c1"));
    var sealed = ringFor("romeo").seal("romeo", "p", "said.1", PLAIN);
    var ring = now(reader.openFor("c1", List.of(sealed)));
    assertTrue(ring.open("p", sealed).isPresent());
  }

  @Test
  void aMissingMasterIsFoundOutBeforeAStart() {
    ringFor("romeo");
    assertTrue(now(keys.missingMasters()).isEmpty());
    assertEquals(
        List.of(masters.currentId()),
        List.copyOf(now(new DataKeys(table, MasterKeys.fresh()).missingMasters())));
  }

  private KeyRing ringFor(String author) {
    var ring = now(keys.open("c1"));
    now(ring.ensure(author));
    return ring;
  }

  private static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
