package im.balcony.persistence.embedded;

import java.nio.file.Path;

/** Another server works on this data folder: two on one folder destroy acknowledged messages. */
public final class DataFolderLocked extends StartRefusedException {
  private static final long serialVersionUID = 1L;

  public DataFolderLocked(Path folder) {
    super(
        "data folder "
            + folder
            + " is in use by another running server; stop that one or give another --data");
  }
}
