package im.balcony.load.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What stands in front of edges: new connections go to the one that is said to be ready. */
final class FrontDoor implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int port;

  private FrontDoor(ServerSocket listener, int port) {
    this.listener = listener;
    this.port = port;
  }

  /** On a free port of loopback. */
  static FrontDoor to(int port) throws IOException {
    var door = new FrontDoor(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()), port);
    start(door::accept, "door");
    return door;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** New connections go there from now on; those that are open stay where they are. */
  void opensTo(int other) {
    port = other;
  }

  private static void start(Runnable work, String name) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        pass(listener.accept());
      }
    } catch (IOException e) {
      if (!listener.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void pass(Socket client) {
    open.add(client);
    try {
      var server = new Socket(InetAddress.getLoopbackAddress(), port);
      open.add(server);
      start(() -> copy(client, server), "door in");
      start(() -> copy(server, client), "door out");
    } catch (IOException e) {
      close(client); // nobody there: the client tries again
    }
  }

  private void copy(Socket from, Socket to) {
    try {
      var buffer = new byte[BUFFER_BYTES];
      var in = from.getInputStream();
      var out = to.getOutputStream();
      for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        out.write(buffer, 0, length);
        out.flush();
      }
    } catch (IOException e) {
      // one side is gone, so the other one goes
    } finally {
      close(from);
      close(to);
    }
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    Set.copyOf(open).forEach(this::close);
  }
}
