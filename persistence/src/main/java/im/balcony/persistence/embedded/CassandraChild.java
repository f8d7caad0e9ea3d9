package im.balcony.persistence.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The main class of the child process: Cassandra that dies with its parent.
 *
 * <p>Its standard input is a pipe that only the parent holds. When that closes, whatever killed the
 * parent, this process halts at once: every acknowledged write is in the commit log. It holds its
 * own lock on the folder, since the lock of a killed parent is free before this process is gone. It
 * stands alone in the child's class path: nothing but the JDK may be used here.
 */
final class CassandraChild {
  static final int EXIT_PARENT_GONE = 70;
  static final int EXIT_FOLDER_LOCKED = 75;
  static final long TIMER_SLACK_NANOS = 250_000;
  private static final List<String> TERMINAL_SIGNALS = List.of("INT", "HUP");
  private static final long LOCK_WAIT_MILLIS_MAX = 10_000;
  private static final long LOCK_RETRY_MILLIS = 20;

  // reachable for ever: a lock whose channel is collected is released
  private static @Nullable FileLock folderLock;

  private CassandraChild() {}

  public static void main(String[] args) throws Exception {
    var watch = new Thread(CassandraChild::haltWhenParentIsGone, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    leaveTerminalToParent();
    restLonger();
    folderLock = lock(Path.of(args[0]));
    if (folderLock == null) {
      System.out.println("another Cassandra works on this folder: " + args[0]);
      System.exit(EXIT_FOLDER_LOCKED);
    }
    Class.forName("org.apache.cassandra.service.CassandraDaemon")
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[0]);
  }

  /**
   * Ctrl-C and the end of a terminal reach every process of it, but only the parent knows the order
   * in which to stop. By reflection: these two classes are no part of the platform's interface.
   */
  private static void leaveTerminalToParent() throws ReflectiveOperationException {
    var signal = Class.forName("sun.misc.Signal");
    var handler = Class.forName("sun.misc.SignalHandler");
    var ignore = handler.getField("SIG_IGN").get(null);
    for (var name : TERMINAL_SIGNALS) {
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), ignore);
    }
  }

  /**
   * Cassandra's idle workers look for work after naps of ten microseconds, which at half load is
   * where a good part of its CPU goes. The kernel may stretch a nap by the thread's timer slack
   * (prctl(2), PR_SET_TIMERSLACK; by default 50 microseconds): more of it, fewer looks. Threads
   * inherit it from the one that starts them. Who has work to hand over wakes a worker at once, so
   * nothing waits for the end of a nap but a second task in a full queue.
   */
  static void restLonger() {
    try {
      var thread = Path.of("/proc/thread-self").toRealPath().getFileName().toString();
      Files.writeString(
          Path.of("/proc", thread, "timerslack_ns"), Long.toString(TIMER_SLACK_NANOS));
    } catch (IOException e) {
      // another system than Linux, or /proc is closed: it only costs some CPU
    }
  }

  private static void haltWhenParentIsGone() {
    try {
      while (System.in.read() >= 0) {
        // nothing is ever said on this pipe
      }
    } catch (IOException e) {
      // as good as its end
    }
    Runtime.getRuntime().halt(EXIT_PARENT_GONE);
  }

  private static @Nullable FileLock lock(Path file) throws IOException, InterruptedException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    for (long waited = 0; waited < LOCK_WAIT_MILLIS_MAX; waited += LOCK_RETRY_MILLIS) {
      var lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
      if (waited == 0) {
        System.out.println("waiting for the lock of this folder");
      }
      Thread.sleep(LOCK_RETRY_MILLIS);
    }
    channel.close();
    return null;
  }
}
