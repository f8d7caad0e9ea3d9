package im.balcony.persistence.embedded;

import java.nio.file.Path;

/** A folder that is not ours, or not any more readable as ours: nothing in it is touched. */
public final class DataFolderForeign extends StartRefusedException {
  private static final long serialVersionUID = 1L;

  public DataFolderForeign(Path folder, String why) {
    super("data folder " + folder + " cannot be used: " + why);
  }
}
