package im.balcony.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Java that the embedded Cassandra runs on: this one if it can, else one that is installed
 * beside it. Cassandra 5.0 installs a security manager, which Java 24 took away.
 */
final class CassandraJava {
  static final int FEATURE_MIN = 17;
  static final int FEATURE_MAX = 23;

  /** The home of a Java for Cassandra, in place of what is found. */
  static final String ENVIRONMENT = "BALCONY_CASSANDRA_JAVA_HOME";

  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)[^\"]*\"");

  private CassandraJava() {}

  /** The {@code java} to start. */
  static Path executable() {
    return choose(
        Path.of(System.getProperty("java.home")),
        Runtime.version().feature(),
        System.getenv(ENVIRONMENT));
  }

  static Path choose(Path ownHome, int ownFeature, @Nullable String named) {
    if (named != null && !named.isEmpty()) {
      return java(Path.of(named))
          .orElseThrow(
              () ->
                  new StartRefusedException(
                      "there is no bin/java in %s: correct %s".formatted(named, ENVIRONMENT)));
    }
    if (fits(ownFeature)) {
      return ownHome.resolve("bin").resolve("java");
    }
    return beside(ownHome)
        .orElseThrow(
            () ->
                new StartRefusedException(
                    "the embedded Cassandra needs a Java from %d to %d, this is %d: install one beside it (Debian: apt install openjdk-17-jdk-headless), name its home in %s, or use contact-points"
                        .formatted(FEATURE_MIN, FEATURE_MAX, ownFeature, ENVIRONMENT)));
  }

  private static Optional<Path> beside(Path ownHome) {
    var installed = ownHome.getParent();
    if (installed == null) {
      return Optional.empty();
    }
    try (var homes = Files.list(installed)) {
      return homes
          .sorted()
          .filter(home -> fits(feature(home)))
          .map(CassandraJava::java)
          .flatMap(Optional::stream)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> java(Path home) {
    return Optional.of(home.resolve("bin").resolve("java")).filter(Files::isExecutable);
  }

  private static boolean fits(int feature) {
    return feature >= FEATURE_MIN && feature <= FEATURE_MAX;
  }

  /** As the file {@code release} of an installation says; 0 where there is none. */
  private static int feature(Path home) {
    try {
      var release = VERSION.matcher(Files.readString(home.resolve("release")));
      return release.find() ? Integer.parseInt(release.group(1)) : 0;
    } catch (IOException | NumberFormatException noRelease) {
      return 0;
    }
  }
}
