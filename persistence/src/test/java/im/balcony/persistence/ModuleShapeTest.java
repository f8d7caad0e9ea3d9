package im.balcony.persistence;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What may know what in this module. */
final class ModuleShapeTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("im.balcony.persistence");

  @Test
  void arrowsGoOneWay() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("im.balcony.actors..", "im.balcony.edge..")
        .check(MODULE);
  }

  /** Netty is the edges'; here it is only how the driver's connections wait. */
  @Test
  void nothingButTheDriversConnectionsKnowsNetty() {
    noClasses()
        .that()
        .resideOutsideOfPackage("im.balcony.persistence.cassandra..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(MODULE);
  }

  @Test
  void eventsKnowNoAkka() {
    noClasses()
        .that()
        .resideInAPackage("im.balcony.persistence.event..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("akka..", "com.datastax..")
        .check(MODULE);
  }

  @Test
  void onlyItsOwnPackagesKnowTheDriver() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "im.balcony.persistence.cassandra..", "im.balcony.persistence.schema..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.datastax..")
        .check(MODULE);
  }

  @Test
  void theMainClassOfTheChildStandsAlone() {
    classes()
        .that()
        .haveSimpleName("CassandraChild")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "im.balcony.persistence.embedded")
        .check(MODULE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("im.balcony.persistence.(*)..").should().beFreeOfCycles().check(MODULE);
  }
}
