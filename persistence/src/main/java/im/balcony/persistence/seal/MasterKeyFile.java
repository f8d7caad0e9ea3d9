package im.balcony.persistence.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The master keys in a file that only its owner can read; made on the first start.
 *
 * <p>Whoever loses it loses every message; whoever copies it into a backup can never erase one.
 */
public final class MasterKeyFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;

  public MasterKeyFile(Path file) {
    this.file = file;
  }

  public boolean exists() {
    return Files.exists(file);
  }

  /** The keys of the file; a fresh one, durable before this returns, when there is no file. */
  public MasterKeys openOrCreate() throws IOException {
    if (!exists()) {
      save(MasterKeys.fresh());
    }
    return open();
  }

  /** The keys of the file. */
  public MasterKeys open() throws IOException {
    requireOwnerOnly();
    try {
      return MasterKeyText.read(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " " + e.getMessage() + "; restore it", e);
    }
  }

  /**
   * Replaces the file at once and durably; what the old one said is overwritten as far as can be.
   */
  public void save(MasterKeys masters) throws IOException {
    var half = file.resolveSibling(file.getFileName() + ".new");
    if (Files.exists(half)) {
      // A save that was cut short: its keys must not outlive their rotation in there.
      wipe(half);
    }
    Files.createFile(half, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try (var out = FileChannel.open(half, StandardOpenOption.WRITE)) {
      writeAll(out, MasterKeyText.write(masters).getBytes(StandardCharsets.US_ASCII));
    }
    if (!exists()) {
      replace(half);
      return;
    }
    try (var old = FileChannel.open(file, StandardOpenOption.WRITE)) {
      replace(half);
      writeAll(old, new byte[Math.toIntExact(old.size())]);
    }
  }

  private void replace(Path half) throws IOException {
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    try (var folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  private static void wipe(Path left) throws IOException {
    try (var out = FileChannel.open(left, StandardOpenOption.WRITE)) {
      writeAll(out, new byte[Math.toIntExact(out.size())]);
    }
    Files.delete(left);
  }

  private static void writeAll(FileChannel out, byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
    out.force(true);
  }

  private void requireOwnerOnly() throws IOException {
    var permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new IOException(
          file + " can be read by others; say: chmod 600 " + file + ", and rotate the master key");
    }
  }
}
