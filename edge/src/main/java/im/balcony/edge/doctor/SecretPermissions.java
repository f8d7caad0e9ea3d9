package im.balcony.edge.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;

/** Whether a file that holds a secret is its owner's alone. */
final class SecretPermissions {
  private static final EnumSet<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private SecretPermissions() {}

  /** A file that is not there is told of by who reads it. */
  static Optional<Finding> of(String subject, String setting, Path file) {
    try {
      var open = EnumSet.copyOf(OF_OTHERS);
      open.retainAll(Files.getPosixFilePermissions(file));
      return open.isEmpty()
          ? Optional.empty()
          : Optional.of(
              Finding.weak(
                  "%s: %s (%s) is open to others of this machine: chmod 600 %s"
                      .formatted(subject, file, setting, file)));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
