package im.balcony.protocol.xep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of extensions is made from the marks in the code; run with -Dxeps.write to renew it. */
class XepPageTest {
  private static final String HEAD =
      """
      # Extensions

      The extensions whose payloads and rules are in the module `protocol`, besides RFC 6120, 6121,
      7395, 7590 and 7622. Made from the `@Xep` marks in the code by `XepPageTest`; do not edit it.

      | XEP | title | version followed | codec |
      | --- | --- | --- | --- |
      """;

  private static final List<JavaClass> MARKED = marked();

  private static final Path PAGE =
      Path.of(System.getProperty("balcony.root", ".."), "docs", "xeps.md");

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

  private static String row(JavaClass type) {
    var mark = mark(type);
    var number = String.format("%04d", mark.number());
    return "| [%s](https://xmpp.org/extensions/xep-%s.html) | %s | %s | `%s` |\n"
        .formatted(
            number,
            number,
            mark.name(),
            mark.version(),
            type.getName().replace("im.balcony.protocol.", ""));
  }
}
