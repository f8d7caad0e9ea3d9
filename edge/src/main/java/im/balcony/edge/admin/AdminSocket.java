package im.balcony.edge.admin;

import im.balcony.edge.StartProblem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener for the operator of this node: a few connections, a thread each, a line at a time.
 */
public final class AdminSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminSocket.class);

  private final Path path;
  private final ServerSocketChannel server;
  private final Function<AdminRequest, CompletionStage<AdminReply>> desk;
  private final AdminSettings settings;
  private final AdminLines lines;
  private final Semaphore free;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> daemon(task, "admin"));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "admin-clock"));

  private AdminSocket(
      Path path,
      ServerSocketChannel server,
      Function<AdminRequest, CompletionStage<AdminReply>> desk,
      AdminSettings settings) {
    this.path = path;
    this.server = server;
    this.desk = desk;
    this.settings = settings;
    this.lines = new AdminLines(settings.lineBytesMax());
    this.free = new Semaphore(settings.connectionsMax());
  }

  /** Listens at once; only the owner of the folder can come in. */
  public static AdminSocket open(
      Path path, Function<AdminRequest, CompletionStage<AdminReply>> desk, AdminSettings settings)
      throws StartProblem {
    try {
      var folder = path.toAbsolutePath().getParent();
      if (folder == null) {
        throw new IOException("no folder");
      }
      var owner = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
      // The folder is closed first: between bind and its own permissions the socket is open to all.
      Files.setPosixFilePermissions(folder, owner);
      Files.deleteIfExists(path);
      var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        server.bind(SocketPath.address(path), settings.connectionsMax());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      } catch (IOException e) {
        server.close();
        throw e;
      }
      var socket = new AdminSocket(path, server, desk, settings);
      socket.threads.execute(socket::accept);
      return socket;
    } catch (IOException e) {
      throw new StartProblem(
          "admin socket %s cannot be made (%s): name a data folder on a local disk with --data"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        var channel = server.accept();
        if (free.tryAcquire()) {
          threads.execute(() -> serve(channel));
        } else {
          send(channel, AdminReply.problem("too many admin connections, try again later"));
          channel.close();
        }
      } catch (IOException e) {
        if (server.isOpen()) {
          LOG.warn("admin socket: {}", e.getMessage());
        }
      }
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      var in = new BufferedInputStream(Channels.newInputStream(channel));
      while (true) {
        var watch =
            clock.schedule(() -> close(channel), settings.idleSecondsMax(), TimeUnit.SECONDS);
        var line = lines.read(in);
        watch.cancel(false);
        if (line.isEmpty()) {
          return;
        }
        send(channel, answer(line.get()));
      }
    } catch (IOException e) {
      LOG.debug("admin connection: {}", e.getMessage());
    } finally {
      free.release();
    }
  }

  private AdminReply answer(String line) {
    var request = lines.request(line);
    if (request.isEmpty()) {
      return AdminReply.problem("not a request");
    }
    try {
      return desk.apply(request.get())
          .toCompletableFuture()
          .get(settings.answerSecondsMax(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return AdminReply.problem(
          "no answer within %d s: is Cassandra well? ./balcony doctor tells"
              .formatted(settings.answerSecondsMax()));
    } catch (ExecutionException | CompletionException | IllegalStateException e) {
      LOG.warn("admin request {} failed", request.get(), e);
      return AdminReply.problem("the node could not do it now, try again; its log says why");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return AdminReply.problem("the node is stopping");
    }
  }

  private void send(SocketChannel channel, AdminReply reply) throws IOException {
    var bytes = ByteBuffer.wrap(lines.bytes(reply));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("admin connection: {}", e.getMessage());
    }
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
    clock.shutdownNow();
    Files.deleteIfExists(path);
  }
}
