package im.balcony.edge.data;

import im.balcony.edge.StartProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A random secret in a file that only its owner can read, in base64. */
public final class SecretFile {
  private static final int BYTES = 32;

  private SecretFile() {}

  /** The secret of the file; the one that was told, or else a fresh one, is put there first. */
  public static String keep(Path file, String told) throws StartProblem {
    try {
      if (told.isEmpty() && Files.exists(file)) {
        return Files.readString(file).strip();
      }
      var secret = told.isEmpty() ? fresh() : told;
      write(file, secret);
      return secret;
    } catch (IOException e) {
      throw new StartProblem("%s cannot be kept: %s".formatted(file, e.getMessage()), e);
    }
  }

  static void write(Path file, String text) throws IOException {
    var next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    Files.createFile(
        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String fresh() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
