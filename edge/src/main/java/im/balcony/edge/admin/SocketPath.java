package im.balcony.edge.admin;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The address of a socket file: the system takes about a hundred bytes of path and no more. */
final class SocketPath {
  private static final int BYTES_MAX = 100;

  private SocketPath() {}

  static UnixDomainSocketAddress address(Path path) throws IOException {
    var absolute = path.toAbsolutePath();
    if (fits(absolute)) {
      return UnixDomainSocketAddress.of(absolute);
    }
    var relative = Path.of("").toAbsolutePath().relativize(absolute);
    if (fits(relative)) {
      return UnixDomainSocketAddress.of(relative);
    }
    throw new IOException("its path is longer than " + BYTES_MAX + " bytes");
  }

  private static boolean fits(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX;
  }
}
