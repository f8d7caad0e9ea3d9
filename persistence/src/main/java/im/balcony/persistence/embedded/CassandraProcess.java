package im.balcony.persistence.embedded;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prepares the folder of the embedded Cassandra and starts its JVM. */
final class CassandraProcess {
  private static final String CHILD_CLASS = CassandraChild.class.getName();
  private static final List<Class<?>> CHILD_CLASSES =
      List.of(CassandraChild.class, CommitLogCheck.class);
  private static final long LOG_BYTES_MAX = 16L << 20;
  private static final Duration FORMER_CHILD_MAX = Duration.ofSeconds(5);
  private static final Duration FORMER_CHILD_RETRY = Duration.ofMillis(20);

  // the module list of Cassandra's own options for Java 17, and java.base/java.nio
  private static final List<String> MODULE_OPTIONS =
      List.of(
          "-Djdk.attach.allowAttachSelf=true",
          "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
          "--add-exports=java.management.rmi/com.sun.jmx.remote.internal.rmi=ALL-UNNAMED",
          "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
          "--add-exports=java.rmi/sun.rmi.server=ALL-UNNAMED",
          "--add-exports=java.sql/java.sql=ALL-UNNAMED",
          "--add-exports=java.base/java.lang.ref=ALL-UNNAMED",
          "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
          "--add-exports=jdk.attach/sun.tools.attach=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.module=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.loader=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.reflect=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.math=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.module=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.util.jar=ALL-UNNAMED",
          "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "-Dio.netty.tryReflectionSetAccessible=true",
          "-Dio.netty.allocator.maxOrder=11",
          "-Dio.netty.allocator.numDirectArenas=2",
          "-Dio.netty.allocator.numHeapArenas=0");

  private final EmbeddedCassandraSettings settings;
  private @Nullable SharedClasses sharing;
  private boolean mayShare = true;

  CassandraProcess(EmbeddedCassandraSettings settings) {
    this.settings = settings;
  }

  Path logFile() {
    return settings.folder().resolve("cassandra.log");
  }

  /** Waits until the child of a killed parent, on its way out, has left folder and ports. */
  void awaitFormerChild() throws IOException {
    Files.createDirectories(settings.folder());
    try (var channel =
        FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var end = System.nanoTime() + FORMER_CHILD_MAX.toNanos();
      while (System.nanoTime() < end) {
        if (channel.tryLock() != null) {
          return;
        }
        LockSupport.parkNanos(FORMER_CHILD_RETRY.toNanos());
      }
    }
    throw new DataFolderLocked(settings.folder());
  }

  private Path lockFile() {
    return settings.folder().resolve("daemon.lock");
  }

  Process start() throws IOException {
    var folder = settings.folder();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("cassandra.yaml"), CassandraYaml.of(settings));
    Files.writeString(folder.resolve("logback.xml"), CassandraYaml.LOGBACK);
    writeChildJar(folder.resolve("child.jar"));
    turnLogOver();
    shared().removeHalfMade();
    return new ProcessBuilder(command())
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
        .start();
  }

  /** Makes the later starts quicker, if that is wanted and not done; one process, once. */
  synchronized CompletableFuture<Boolean> shareClasses() throws IOException {
    var shared = shared();
    if (!mayShare || settings.quickStart() || !shared.missing()) {
      return CompletableFuture.completedFuture(false);
    }
    sharing = shared;
    return shared.make(java(), jvmOptions(), classPath(), logFile());
  }

  /** Nothing that was started here is to work in the folder after it is closed. */
  synchronized void stopSharing() {
    mayShare = false;
    if (sharing != null) {
      sharing.stopMaking();
    }
  }

  private SharedClasses shared() throws IOException {
    return new SharedClasses(
        settings.folder(), SharedClasses.nameFor(java() + File.pathSeparator + classPath()));
  }

  private static String java() {
    return CassandraJava.executable().toString();
  }

  private List<String> command() throws IOException {
    var folder = settings.folder();
    var command = new ArrayList<String>();
    command.add(java());
    command.addAll(jvmOptions());
    command.addAll(
        List.of(
            "-Dcassandra.config=" + folder.resolve("cassandra.yaml").toUri(),
            "-Dcassandra.storagedir=" + folder,
            "-Dcassandra.logdir=" + folder,
            "-Dlogback.configurationFile=" + folder.resolve("logback.xml").toUri(),
            "-Dcassandra-foreground=yes",
            "-Dcassandra.ring_delay_ms=100",
            "-Dcassandra.set_sep_thread_name=false",
            "-Dcassandra.skip_wait_for_gossip_to_settle=0",
            "-Dcassandra.superuser_setup_delay_ms=0",
            "-Dcassandra.shutdown_announce_in_ms=0",
            "-Djava.net.preferIPv4Stack=true"));
    if (settings.unsafeSystem()) {
      command.add("-Dcassandra.unsafesystem=true");
    }
    if (settings.quickStart()) {
      command.add("-XX:TieredStopAtLevel=1");
    } else {
      command.addAll(shared().options());
    }
    command.addAll(List.of("-cp", classPath(), CHILD_CLASS, lockFile().toString()));
    return command;
  }

  private List<String> jvmOptions() {
    var options = new ArrayList<>(MODULE_OPTIONS);
    var heap = settings.heapMegabytes();
    options.addAll(
        List.of(
            "-Xms" + heap + "m",
            "-Xmx" + heap + "m",
            "-Xmn" + heap / 2 + "m",
            "-XX:MaxDirectMemorySize=128m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xss512k",
            "-XX:ReservedCodeCacheSize=96m"));
    return options;
  }

  private String classPath() throws IOException {
    if (!Files.isDirectory(settings.libFolder())) {
      throw noJars();
    }
    try (var jars = Files.list(settings.libFolder())) {
      var all =
          jars.map(Path::toString)
              .filter(jar -> jar.endsWith(".jar"))
              .sorted()
              .collect(Collectors.joining(File.pathSeparator));
      if (all.isEmpty()) {
        throw noJars();
      }
      return settings.folder().resolve("child.jar") + File.pathSeparator + all;
    }
  }

  private StartRefusedException noJars() {
    return new StartRefusedException(
        "no Cassandra in " + settings.libFolder() + "; build the project, or use contact-points");
  }

  /** Touched only when it differs: shared classes ask for a class path of the same age. */
  private static void writeChildJar(Path jar) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new JarOutputStream(bytes)) {
      for (var type : CHILD_CLASSES) {
        writeClass(type, out);
      }
    }
    if (Files.exists(jar) && Arrays.equals(Files.readAllBytes(jar), bytes.toByteArray())) {
      return;
    }
    var half = jar.resolveSibling("child.jar.new");
    Files.write(half, bytes.toByteArray());
    Files.move(half, jar, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void writeClass(Class<?> type, JarOutputStream out) throws IOException {
    try (var in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      if (in == null) {
        throw new IOException(type + " is not where it was loaded from");
      }
      var entry = new JarEntry(type.getName().replace('.', '/') + ".class");
      entry.setTime(0);
      out.putNextEntry(entry);
      in.transferTo(out);
    }
  }

  private void turnLogOver() throws IOException {
    if (Files.exists(logFile()) && Files.size(logFile()) > LOG_BYTES_MAX) {
      Files.move(
          logFile(),
          settings.folder().resolve("cassandra.log.1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
