package im.balcony.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.StartProblem;
import im.balcony.edge.data.GivenSecrets;
import im.balcony.persistence.seal.MasterKeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made for nodes that begin together, and how they take it over. */
class NewSecretsTest {
  @TempDir private Path folder;

  @Test
  void aNodeTakesOverWhatWasMadeAndKeepsItToItself() throws Exception {
    var given = folder.resolve("given");
    NewSecrets.in(given);
    var key = folder.resolve("master.key");
    var decoy = folder.resolve("decoy.secret");
    new GivenSecrets(given).into(key, decoy);
    assertEquals(Files.readString(given.resolve("master.key")), Files.readString(key));
    assertEquals(Files.readString(given.resolve("decoy.secret")), Files.readString(decoy));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    // Opens only what is well formed and readable by its owner alone.
    new MasterKeyFile(key).open();
  }

  @Test
  void aKeyThatIsThereIsNeverReplaced() throws Exception {
    var given = folder.resolve("given");
    NewSecrets.in(given);
    assertThrows(CommandProblem.class, () -> NewSecrets.in(given));
    var other = folder.resolve("other");
    NewSecrets.in(other);
    var key = other.resolve("master.key");
    var before = Files.readString(key);
    new GivenSecrets(given).into(key, other.resolve("decoy.secret"));
    assertEquals(before, Files.readString(key));
    assertNotEquals(before, Files.readString(given.resolve("master.key")));
  }

  @Test
  void aFolderWithoutThemIsNamed() throws Exception {
    var empty = Files.createDirectory(folder.resolve("empty"));
    var refused =
        assertThrows(
            StartProblem.class,
            () ->
                new GivenSecrets(empty)
                    .into(folder.resolve("master.key"), folder.resolve("decoy.secret")));
    assertTrue(String.valueOf(refused.getMessage()).contains("balcony.secrets"));
  }
}
