package im.balcony.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * The module of codecs: bytes and values, with nothing under them but the platform.
 *
 * <p>Plain tests: rules in fields marked for ArchUnit's own engine are run but never fail a build
 * under Surefire, which reports methods only.
 */
class ProtocolShapeTest {
  private static final JavaClasses PROTOCOL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("im.balcony.protocol");

  @Test
  void codecsNeedOnlyPrecis() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "im.balcony.protocol..",
            "java..",
            "javax.crypto..",
            "rocks.xmpp.precis..",
            "org.jspecify..")
        .check(PROTOCOL);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("im.balcony.protocol.(**)").should().beFreeOfCycles().check(PROTOCOL);
  }

  /** The address of an IP literal is the one thing of java.net that is only a value. */
  @Test
  void codecsDoNoInputOutputAndStartNoThreads() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.net\\.(?!Inet6?Address).*|java\\.nio\\.channels\\..*")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent..", "java.nio.file..")
        .check(PROTOCOL);
  }

  @Test
  void xmlAndAddressesKnowNoStreamsAndStanzas() {
    noClasses()
        .that()
        .resideInAnyPackage("im.balcony.protocol.xml", "im.balcony.protocol.jid")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "im.balcony.protocol.stream..",
            "im.balcony.protocol.stanza..",
            "im.balcony.protocol.sasl..",
            "im.balcony.protocol.xep..")
        .check(PROTOCOL);
  }
}
