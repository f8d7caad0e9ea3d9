package im.balcony.edge.data;

import im.balcony.edge.StartProblem;
import im.balcony.persistence.embedded.DataFolder;
import im.balcony.persistence.seal.MasterKeyFile;
import im.balcony.persistence.seal.MasterKeyText;
import im.balcony.persistence.seal.MasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The master keys of a node: its own from the first start, or the cluster's when it joins one. */
public record MasterKeyPlace(Path file) {

  public static MasterKeyPlace in(DataFolder folder) {
    return new MasterKeyPlace(folder.masterKeyFile());
  }

  public MasterKeyFile keyFile() {
    return new MasterKeyFile(file);
  }

  /** The keys, made now if there are none. */
  public MasterKeys open() throws StartProblem {
    try {
      return keyFile().openOrCreate();
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
          "the member that was asked has no master keys to tell (an edge keeps none): join through"
              + " one that has accounts (--role actor, or both)");
    }
    return open();
  }

  /**
   * Keeps what the cluster told. A node that was away while the master key was rotated takes the
   * new ones in place of its own; one with keys that the cluster never had is of another cluster.
   */
  public void keep(String told) throws StartProblem {
    if (told.isEmpty()) {
      return;
    }
    var kept = keyFile();
    try {
      var theirs = MasterKeyText.read(told);
      if (!kept.exists() || theirs.follow(kept.open())) {
        kept.save(theirs);
      } else if (!kept.open().follow(theirs)) {
        throw new StartProblem(
            "%s is not the master key of the cluster: this data folder belongs to another one, name an empty one with --data"
                .formatted(file));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new StartProblem("the master keys cannot be kept: " + e.getMessage(), e);
    }
  }
}
