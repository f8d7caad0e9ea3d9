package im.balcony.edge.doctor;

import im.balcony.persistence.embedded.DataFolder;
import im.balcony.persistence.embedded.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The data folder: ours, free to be taken, writable, with room. */
final class FolderCheck {
  private static final long FREE_MEGABYTES_MIN = 200;
  private static final long FREE_MEGABYTES_WISHED = 2000;
  private static final long MEGABYTE = 1024 * 1024;
  private static final int ANY_SHARDS = 1;

  private FolderCheck() {}

  static List<Finding> of(Path folder, boolean running) {
    var findings = new ArrayList<Finding>();
    if (running) {
      findings.add(Finding.well("data folder " + folder + ": a node runs on it"));
    } else if (!Files.exists(folder)) {
      findings.add(Finding.well("data folder " + folder + ": will be made"));
    } else {
      findings.add(takeable(folder));
    }
    findings.add(room(folder));
    return findings;
  }

  private static Finding takeable(Path folder) {
    try (var entries = Files.list(folder)) {
      if (entries.findAny().isEmpty()) {
        return Finding.well("data folder " + folder + ": empty");
      }
    } catch (IOException e) {
      return Finding.wrong(
          "data folder %s cannot be read (%s): correct its owner, or name another with --data"
              .formatted(folder, e.getMessage()));
    }
    try (var taken = DataFolder.open(folder, ANY_SHARDS)) {
      return Finding.well(
          "data folder %s: %d shards, no node runs on it".formatted(folder, taken.shardCount()));
    } catch (StartRefusedException e) {
      return Finding.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static Finding room(Path folder) {
    var there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isWritable(there)) {
      return Finding.wrong(
          "%s cannot be written by this user: correct its owner, or name another with --data"
              .formatted(there));
    }
    try {
      return room(there, Files.getFileStore(there).getUsableSpace() / MEGABYTE);
    } catch (IOException e) {
      return Finding.weak("free space of %s is unknown: %s".formatted(there, e.getMessage()));
    }
  }

  static Finding room(Path folder, long megabytes) {
    var text = "%d MB free for %s".formatted(megabytes, folder);
    if (megabytes < FREE_MEGABYTES_MIN) {
      return Finding.wrong(text + ": make room, or name a folder on another disk with --data");
    }
    return megabytes < FREE_MEGABYTES_WISHED
        ? Finding.weak(text + ": a commit log alone takes 256")
        : Finding.well(text);
  }
}
