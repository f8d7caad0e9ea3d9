package im.balcony.persistence.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system of its own, in memory, that a test fills and empties; mounting needs root. */
public final class SmallDisk implements AutoCloseable {
  private static final int MEGABYTE = 1024 * 1024;
  private static final int PAGE_BYTES = 4096;

  private final Path mounted;

  private SmallDisk(Path mounted) {
    this.mounted = mounted;
  }

  public static SmallDisk mount(Path at, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(at);
    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "balcony-test", at.toString());
    return new SmallDisk(at);
  }

  public Path path() {
    return mounted;
  }

  /** Takes what is free, but for so many megabytes. */
  public void fillBut(int megabytes) throws IOException {
    var bytes = Files.getFileStore(mounted).getUsableSpace() - (long) megabytes * MEGABYTE;
    try (var channel = openBallast()) {
      var block = ByteBuffer.allocate(PAGE_BYTES);
      for (var written = 0L; written < bytes; written += PAGE_BYTES) {
        channel.write(block.clear());
      }
    }
  }

  /** Takes what is free; tells how many bytes that was. */
  public long fill() throws IOException {
    try (var channel = openBallast()) {
      var before = channel.size();
      try {
        while (true) {
          channel.write(ByteBuffer.allocate(PAGE_BYTES));
        }
      } catch (IOException full) {
        return channel.size() - before;
      }
    }
  }

  /** Gives back what was taken. */
  public void makeRoom() throws IOException {
    Files.deleteIfExists(ballast());
  }

  private FileChannel openBallast() throws IOException {
    return FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Path ballast() {
    return mounted.resolve("ballast");
  }

  @Override
  public void close() throws IOException {
    try {
      // lazily: a process that is on its way out may still hold a file
      run("umount", "-l", mounted.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said.strip());
    }
  }
}
