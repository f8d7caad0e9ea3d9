package im.balcony.edge.command;

import im.balcony.persistence.embedded.SharedClasses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of shared classes of this program itself, for its later starts. {@code ./balcony} names
 * the file and lets the first JVM list its classes; a build removes what is there.
 */
final class OwnClasses {
  private static final Logger LOG = LoggerFactory.getLogger(OwnClasses.class);

  /** Set by {@code ./balcony} while the file is missing: where it is to be, without its suffix. */
  private static final String PROPERTY = "balcony.shared-classes";

  /** After Cassandra's, which saves more; a start has better things to do. */
  private static final int AFTER_SECONDS = 40;

  private OwnClasses() {}

  static void shareLater() {
    var wanted = System.getProperty(PROPERTY);
    if (wanted != null) {
      CompletableFuture.delayedExecutor(AFTER_SECONDS, TimeUnit.SECONDS)
          .execute(() -> share(Path.of(wanted).toAbsolutePath()));
    }
  }

  private static void share(Path wanted) {
    var folder = wanted.getParent();
    var name = wanted.getFileName();
    if (folder == null || name == null) {
      return;
    }
    try {
      var shared = new SharedClasses(folder, name.toString());
      if (shared.missing()) {
        var unused =
            shared.make(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                List.of(),
                System.getProperty("java.class.path"),
                folder.resolve(name + ".log"));
      }
    } catch (IOException e) {
      LOG.info("the next start will be no quicker: {}", e.getMessage());
    }
  }
}
