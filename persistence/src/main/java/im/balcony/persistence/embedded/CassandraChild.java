package im.balcony.persistence.embedded;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The main class of the child process: Cassandra that dies with its parent.
 *
 * <p>Its standard input is a pipe that only the parent holds. When that closes, whatever killed the
 * parent, this process halts at once: every acknowledged write is in the commit log. It holds its
 * own lock on the folder, since the lock of a killed parent is free before this process is gone. It
 * stands with {@link CommitLogCheck} alone in the child's class path: nothing but the JDK may be
 * used here.
 */
final class CassandraChild {
  static final int EXIT_PARENT_GONE = 70;
  static final int EXIT_FOLDER_LOCKED = 75;
  static final int EXIT_LOG_CUT_SHORT = 74;
  static final String REQUEST_THREADS = "Balcony-Requests";
  static final long TIMER_SLACK_NANOS = 500_000;
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
    var log = CommitLogCheck.ofThisCassandra();
    workWhereAsked("READ", () -> {});
    workWhereAsked("MUTATION", () -> haltIfCutShort(log));
    wakeForRequests();
  }

  /**
   * Requests go to threads that sleep until one comes. Cassandra's own workers look for work after
   * naps, and what comes meanwhile waits for the end of a nap: at half load that is three switches
   * a write instead of one, and a good part of its time.
   */
  private static void wakeForRequests() {
    try {
      var factory =
          Class.forName("org.apache.cassandra.concurrent.ExecutorFactory$Global")
              .getMethod("executorFactory")
              .invoke(null);
      var descriptor = Class.forName("org.apache.cassandra.config.DatabaseDescriptor");
      var threads = descriptor.getMethod("getNativeTransportMaxThreads").invoke(null);
      var executor =
          Class.forName("org.apache.cassandra.concurrent.ExecutorBuilderFactory")
              .getMethod("pooled", String.class, int.class)
              .invoke(factory, REQUEST_THREADS, threads);
      var localAware = Class.forName("org.apache.cassandra.concurrent.LocalAwareExecutorPlus");
      var requests =
          Proxy.newProxyInstance(
              localAware.getClassLoader(),
              new Class<?>[] {localAware},
              (proxy, method, arguments) -> {
                try {
                  return method.invoke(executor, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
      replaceFinal(
          Class.forName("org.apache.cassandra.transport.Dispatcher")
              .getDeclaredField("requestExecutor"),
          requests);
    } catch (ReflectiveOperationException e) {
      // another Cassandra: it only costs some CPU
      System.out.println("requests are served by Cassandra's own workers: " + e);
    }
  }

  /** Cassandra has no setter for it. By reflection: the class is no part of the platform's API. */
  private static void replaceFinal(Field field, Object value) throws ReflectiveOperationException {
    var unsafeClass = Class.forName("sun.misc.Unsafe");
    var theUnsafe = unsafeClass.getDeclaredField("theUnsafe");
    theUnsafe.setAccessible(true);
    var unsafe = theUnsafe.get(null);
    var base = unsafeClass.getMethod("staticFieldBase", Field.class).invoke(unsafe, field);
    var offset = unsafeClass.getMethod("staticFieldOffset", Field.class).invoke(unsafe, field);
    unsafeClass
        .getMethod("putObjectVolatile", Object.class, long.class, Object.class)
        .invoke(unsafe, base, offset, value);
  }

  /**
   * With one node all reads and writes are local, and what Cassandra calls to execute at once is
   * still handed to another thread (SEPExecutor takes a permit only when something is queued): two
   * threads then wait for each fsync, and each hand-over is a switch. Here the thread that serves
   * the request does it; {@code native_transport_max_threads} bounds them. All else that goes
   * through the stage, its end too, stays as it is.
   *
   * @param afterwards runs when the work is done and its result is not told yet
   */
  private static void workWhereAsked(String stageName, Runnable afterwards) {
    try {
      var stageClass = Class.forName("org.apache.cassandra.concurrent.Stage");
      var plus = Class.forName("org.apache.cassandra.concurrent.ExecutorPlus");
      var stage = stageClass.getField(stageName).get(null);
      var executor = stageClass.getMethod("executor").invoke(stage);
      var atOnce =
          (Executor)
              Class.forName("org.apache.cassandra.concurrent.ImmediateExecutor")
                  .getField("INSTANCE")
                  .get(null);
      var both =
          Proxy.newProxyInstance(
              plus.getClassLoader(),
              new Class<?>[] {plus},
              (proxy, method, arguments) -> {
                if (method.getName().equals("maybeExecuteImmediately")) {
                  atOnce.execute((Runnable) arguments[0]);
                  afterwards.run();
                  return null;
                }
                try {
                  return method.invoke(executor, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
      stageClass.getMethod("unsafeSetExecutor", plus).invoke(stage, both);
    } catch (ReflectiveOperationException e) {
      // another Cassandra: it only costs some CPU
      System.out.println("stage " + stageName + " stays as it is: " + e);
    }
  }

  /** What was not written whole must not be acknowledged; the next start finds the rest. */
  private static void haltIfCutShort(CommitLogCheck log) {
    try {
      if (log.isCutShort()) {
        System.out.println("a write to the commit log was cut short: the disk is full");
        Runtime.getRuntime().halt(EXIT_LOG_CUT_SHORT);
      }
    } catch (ReflectiveOperationException | IOException e) {
      System.out.println("the commit log cannot be checked: " + e);
      Runtime.getRuntime().halt(EXIT_LOG_CUT_SHORT);
    }
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
   * inherit it from the one that starts them. Work that comes during a nap waits for its end, so
   * this is also the most that a write may lose.
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
