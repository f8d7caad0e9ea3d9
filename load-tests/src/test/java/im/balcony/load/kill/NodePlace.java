package im.balcony.load.kill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Where a node of a test lives: a folder of its own and ports that nobody else uses. */
record NodePlace(Path folder, int portOffset) {
  private static final int C2S_PORT = 5222;
  private static final int CLUSTER_PORT = 25520;
  private static final int CASSANDRA_PORT = 9242;
  private static final int CASSANDRA_STORAGE_PORT = 7242;

  /** All ports of a node stay below those that the system gives to outgoing connections. */
  private static final int OFFSET_MAX = 7_000;

  private static final int TRIES_MAX = 50;

  static NodePlace in(Path folder) throws IOException {
    for (var n = 0; n < TRIES_MAX; n++) {
      var offset = ThreadLocalRandom.current().nextInt(100, OFFSET_MAX);
      var ports =
          List.of(
              C2S_PORT + offset,
              CLUSTER_PORT + offset,
              CASSANDRA_PORT + offset,
              CASSANDRA_STORAGE_PORT + offset);
      if (ports.stream().allMatch(NodePlace::isFree)) {
        return new NodePlace(folder, offset);
      }
    }
    throw new IOException("no free ports");
  }

  Path script() {
    return Path.of(System.getProperty("balcony.root", "..")).toAbsolutePath().resolve("balcony");
  }

  Path data() {
    return folder.resolve("data");
  }

  int c2sPort() {
    return C2S_PORT + portOffset;
  }

  String clusterAddress() {
    return "127.0.0.1:" + (CLUSTER_PORT + portOffset);
  }

  /** A busy machine is given time: what is waited for is that it works, not how soon. */
  List<String> options() {
    return List.of(
        "--data",
        data().toString(),
        "--host",
        "127.0.0.1",
        "--port-offset",
        Integer.toString(portOffset),
        "--direct-tls-port",
        "-1",
        "--https-port",
        "-1",
        "--http-port",
        "-1",
        "--stun-port",
        "-1",
        "--set",
        "balcony.edge.c2s.tls=optional",
        "--set",
        "balcony.cassandra.start-seconds-max=300",
        "--set",
        "balcony.user.login.answer-max=100s",
        "--set",
        "balcony.edge.c2s.login.seconds-max=120");
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
