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
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Set;
import javax.crypto.SecretKey;

/**
 * The master keys in a file that only its owner can read; made on the first start.
 *
 * <p>Whoever loses it loses every message; whoever copies it into a backup can never erase one.
 */
public final class MasterKeyFile {
  private static final String HEADER = "balcony-master-key 1";
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
    var keys = new LinkedHashMap<String, SecretKey>();
    var current = "";
    var lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new IOException(file + " is not a master key file; restore it");
    }
    for (var line : lines.subList(1, lines.size())) {
      var words = line.split(" ", -1);
      if (words.length == 2 && words[0].equals("current")) {
        current = words[1];
      } else if (words.length == 3 && words[0].equals("key")) {
        keys.put(words[1], key(words[2]));
      } else {
        throw new IOException(file + " is damaged; restore it");
      }
    }
    if (!keys.containsKey(current)) {
      throw new IOException(file + " is damaged: its current key is missing; restore it");
    }
    return new MasterKeys(current, keys);
  }

  /**
   * Replaces the file at once and durably; what the old one said is overwritten as far as can be.
   */
  public void save(MasterKeys masters) throws IOException {
    var text = new StringBuilder(HEADER).append('\n');
    text.append("current ").append(masters.currentId()).append('\n');
    masters
        .all()
        .forEach(
            (id, key) ->
                text.append("key ")
                    .append(id)
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(key.getEncoded()))
                    .append('\n'));
    var half = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(half);
    Files.createFile(half, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try (var out = FileChannel.open(half, StandardOpenOption.WRITE)) {
      writeAll(out, text.toString().getBytes(StandardCharsets.US_ASCII));
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

  private static void writeAll(FileChannel out, byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
    out.force(true);
  }

  private SecretKey key(String base64) throws IOException {
    try {
      return Aes.key(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is damaged: a key is not valid; restore it", e);
    }
  }

  private void requireOwnerOnly() throws IOException {
    var permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new IOException(
          file + " can be read by others; say: chmod 600 " + file + ", and rotate the master key");
    }
  }
}
