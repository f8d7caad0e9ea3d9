package im.balcony.edge.data;

import im.balcony.edge.StartProblem;
import im.balcony.persistence.embedded.DataFolder;
import im.balcony.persistence.seal.MasterKeyFile;
import im.balcony.persistence.seal.MasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The master keys of a node: its own from the first start, or the cluster's when it joins one. */
public record MasterKeyPlace(Path file) {

  public static MasterKeyPlace in(DataFolder folder) {
    return new MasterKeyPlace(folder.masterKeyFile());
  }

  /** The keys, made now if there are none. */
  public MasterKeys open() throws StartProblem {
    try {
      return new MasterKeyFile(file).openOrCreate();
    } catch (IOException e) {
      throw new StartProblem("master keys: " + e.getMessage(), e);
    }
  }

  /**
   * The keys that the cluster told now or before. A node that joins never makes its own: what it
   * seals with them no other node could open.
   */
  public MasterKeys openKept() throws StartProblem {
    if (!Files.exists(file)) {
      throw new StartProblem(
          "the member that was asked has no master keys to tell (an edge keeps none): join through one that has accounts (--role actor, or both)");
    }
    return open();
  }

  /** What a node that joins is told. */
  public String text() throws StartProblem {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new StartProblem("master keys: " + e.getMessage(), e);
    }
  }

  /** Keeps what the cluster told; other keys than its own are a node of another cluster. */
  public void keep(String told) throws StartProblem {
    if (told.isEmpty() || told.equals(text())) {
      return;
    }
    if (Files.exists(file)) {
      throw new StartProblem(
          "%s is not the master key of the cluster: this data folder belongs to another one, name an empty one with --data"
              .formatted(file));
    }
    try {
      SecretFile.write(file, told);
    } catch (IOException e) {
      throw new StartProblem("the master keys cannot be kept: " + e.getMessage(), e);
    }
  }
}
