package im.balcony.edge.data;

import java.nio.file.Path;

/** Where in a data folder the things of a node lie that are not the journal's. */
public record DataLayout(Path folder) {

  /** Where the node on this folder listens for its operator. */
  public Path adminSocket() {
    return folder.resolve("admin").resolve("admin.sock");
  }

  public Path log() {
    return folder.resolve("logs").resolve("balcony.log");
  }

  /** What the salts of names that do not exist are made of. */
  public Path decoySecret() {
    return folder.resolve("decoy.secret");
  }

  /** The cluster ports of the members seen last. */
  public Path members() {
    return folder.resolve("cluster-members");
  }
}
