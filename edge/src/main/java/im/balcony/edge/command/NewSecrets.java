package im.balcony.edge.command;

import im.balcony.edge.StartProblem;
import im.balcony.edge.data.DataLayout;
import im.balcony.edge.data.SecretFile;
import im.balcony.persistence.seal.MasterKeyFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What nodes begin with that discover each other: {@code balcony.secrets}. */
final class NewSecrets {
  private NewSecrets() {}

  /** In a folder that is not there yet: no key is ever written over. */
  static void in(Path folder) throws CommandProblem {
    try {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      new MasterKeyFile(folder.resolve("master.key")).openOrCreate();
      SecretFile.keep(new DataLayout(folder).decoySecret(), "");
    } catch (FileAlreadyExistsException e) {
      throw new CommandProblem(folder + " is there already: name another folder");
    } catch (IOException | StartProblem e) {
      throw new CommandProblem("%s cannot be made: %s".formatted(folder, e.getMessage()));
    }
  }
}
