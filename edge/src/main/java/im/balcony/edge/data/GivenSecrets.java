package im.balcony.edge.data;

import im.balcony.edge.StartProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Secrets that all nodes of a cluster begin with, as somebody else keeps them. */
public record GivenSecrets(Path folder) {

  /**
   * Takes over what the data folder does not have yet. What it has may be newer: master keys are
   * rotated.
   */
  public void into(Path masterKey, Path decoySecret) throws StartProblem {
    takeOver(masterKey);
    takeOver(decoySecret);
  }

  private void takeOver(Path file) throws StartProblem {
    var given = folder.resolve(String.valueOf(file.getFileName()));
    try {
      if (!Files.exists(file)) {
        SecretFile.write(file, Files.readString(given));
      }
    } catch (IOException e) {
      throw new StartProblem(
          "%s cannot be read: balcony.secrets names a folder with master.key and decoy.secret"
              .formatted(given),
          e);
    }
  }
}
