package im.balcony.edge.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.KeptMasters;
import im.balcony.persistence.seal.MasterKeyFile;
import im.balcony.persistence.seal.MasterKeyText;
import im.balcony.persistence.seal.MasterKeys;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is told master keys. */
final class MasterKeyDeskTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  @TempDir Path folder;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void keysThatFollowAreInTheFileBeforeTheAnswer() throws Exception {
    var file = new MasterKeyFile(folder.resolve("master.key"));
    var own = file.openOrCreate();
    var newer = own.withNewer().usingNewest();
    assertEquals("", tell(file, own, MasterKeyText.write(newer)));
    assertEquals(newer.currentId(), file.open().currentId());
  }

  @Test
  void otherKeysAreRefusedAndTheFileStaysAsItWas() throws Exception {
    var file = new MasterKeyFile(folder.resolve("master.key"));
    var own = file.openOrCreate();
    assertFalse(tell(file, own, MasterKeyText.write(MasterKeys.fresh())).isEmpty());
    assertFalse(tell(file, own, "no keys at all").isEmpty());
    assertEquals(own.all(), file.open().all());
  }

  @Test
  void whatALogMayShowHoldsNoKey() {
    TestProbe<MasterKeyDesk.Kept> probe = KIT.createTestProbe();
    assertFalse(new MasterKeyDesk.Keep("secret", probe.ref()).toString().contains("secret"));
  }

  private static String tell(MasterKeyFile file, MasterKeys own, String text) {
    var kept = new KeptMasters(file, new DataKeys(new InMemoryDataKeyTable(), own));
    TestProbe<MasterKeyDesk.Kept> probe = KIT.createTestProbe();
    KIT.spawn(MasterKeyDesk.create(kept)).tell(new MasterKeyDesk.Keep(text, probe.ref()));
    return probe.receiveMessage().problem();
  }
}
