package im.balcony.edge.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the scripts are. */
final class StanzaScripts {
  private static final Path FOLDER = Path.of("src/test/resources/scripts");

  private StanzaScripts() {}

  static List<Path> all() throws IOException {
    try (var files = Files.list(FOLDER)) {
      var scripts = files.filter(file -> file.toString().endsWith(".script")).sorted().toList();
      if (scripts.isEmpty()) {
        throw new IllegalStateException("no scripts in " + FOLDER.toAbsolutePath());
      }
      return scripts;
    }
  }
}
