package im.balcony.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The module of codecs: bytes and values, with nothing under them but the platform. */
@AnalyzeClasses(
    packages = "im.balcony.protocol",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ProtocolShapeTest {
  @ArchTest
  static final ArchRule codecsNeedOnlyPrecis =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "im.balcony.protocol..",
              "java..",
              "javax.crypto..",
              "rocks.xmpp.precis..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("im.balcony.protocol.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule codecsDoNoInputOutputAndStartNoThreads =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.channels..", "java.util.concurrent..");

  @ArchTest
  static final ArchRule xmlAndAddressesKnowNoStreamsAndStanzas =
      noClasses()
          .that()
          .resideInAnyPackage("im.balcony.protocol.xml", "im.balcony.protocol.jid")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "im.balcony.protocol.stream..",
              "im.balcony.protocol.stanza..",
              "im.balcony.protocol.sasl..",
              "im.balcony.protocol.xep..");
}
