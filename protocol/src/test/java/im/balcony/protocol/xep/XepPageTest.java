package im.balcony.protocol.xep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The page of extensions is made from the marks in the code; run with -Dxeps.write to renew it. */
class XepPageTest {
  private static final String HEAD =
      """
      # Extensions

      The extensions that the server keeps, besides RFC 6120, 6121, 7395, 7590 and 7622: the codec in
      the module `protocol`, the feature in `actors` that answers requests, the stanza scripts that
      show it. Rules that are no requests (delivery, forgery, stream management) have no feature.
      Made from the `@Xep` marks and the first lines in the code by `XepPageTest`; do not edit it.

      | XEP | title | version followed | codec | feature | scripts |
      | --- | --- | --- | --- | --- | --- |
      """;

  private static final List<JavaClass> MARKED = marked();

  private static final Path ROOT = Path.of(System.getProperty("balcony.root", ".."));
  private static final Path PAGE = ROOT.resolve("docs").resolve("xeps.md");

  /** What each says of itself before its class begins, or in its first line. */
  private static final Map<String, String> FEATURES =
      openings(
          "actors/src/main/java/im/balcony/actors/feature", "Feature.java", "(class|interface) ");

  private static final Map<String, String> SCRIPTS =
      openings("edge/src/test/resources/scripts", ".script", "\n");

  @Test
  void thePageListsEveryMark() throws IOException {
    var page = HEAD + MARKED.stream().map(XepPageTest::row).collect(joining());
    if (System.getProperty("xeps.write") != null) {
      Files.writeString(PAGE, page, UTF_8);
    }
    assertEquals(page, Files.readString(PAGE, UTF_8));
  }

  @Test
  void anExtensionIsMarkedOnce() {
    var numbers = MARKED.stream().map(type -> mark(type).number()).toList();
    assertEquals(numbers.stream().distinct().toList(), numbers);
    assertTrue(numbers.size() > 20);
  }

  private static List<JavaClass> marked() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("im.balcony.protocol")
            .stream()
            .filter(type -> type.isAnnotatedWith(Xep.class))
            .sorted(Comparator.comparing(type -> mark(type).number()))
            .toList();
  }

  private static Xep mark(JavaClass type) {
    return type.getAnnotationOfType(Xep.class);
  }

  private static Map<String, String> openings(String folder, String ending, String end) {
    try (var files = Files.walk(ROOT.resolve(folder))) {
      var openings = new TreeMap<String, String>();
      for (var file : files.filter(each -> each.toString().endsWith(ending)).toList()) {
        var text = Files.readString(file, UTF_8);
        openings.put(
            file.getFileName().toString().replaceFirst("\\.\\w+$", ""), text.split(end, 2)[0]);
      }
      return openings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String naming(String number, Map<String, String> openings) {
    return openings.entrySet().stream()
        .filter(opening -> opening.getValue().contains("XEP-" + number))
        .map(opening -> "`" + opening.getKey() + "`")
        .collect(joining(", "));
  }

  private static String row(JavaClass type) {
    var mark = mark(type);
    var number = String.format("%04d", mark.number());
    return "| <a id='xep-%s'></a>[%s](https://xmpp.org/extensions/xep-%s.html) | %s | %s | `%s` | %s | %s |\n"
        .formatted(
            number,
            number,
            number,
            mark.name(),
            mark.version(),
            type.getName().replace("im.balcony.protocol.", ""),
            naming(number, FEATURES),
            naming(number, SCRIPTS));
  }
}
