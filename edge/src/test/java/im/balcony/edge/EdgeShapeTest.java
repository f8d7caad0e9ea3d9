package im.balcony.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * What an edge may know of the actors: their commands, sessions, routing and ports.
 *
 * <p>Plain tests: Surefire counts no rules in fields, so that a broken one would not fail the
 * build.
 */
class EdgeShapeTest {
  private static final JavaClasses EDGE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("im.balcony.edge");

  private static final DescribedPredicate<JavaClass> INSIDE_OF_ACTORS =
      DescribedPredicate.describe(
          "the inside of the actors",
          type -> type.getPackageName().startsWith("im.balcony.actors.") && !isOpenToEdges(type));

  private static boolean isOpenToEdges(JavaClass type) {
    var name = type.getName();
    return name.matches("im\\.balcony\\.actors\\.(session|routing|port|start)\\..*")
        || name.matches(".*Command(\\$.*)?")
        || name.matches("im\\.balcony\\.actors\\.user\\.Accounts(\\$.*)?");
  }

  @Test
  void edgesSeeCommandsSessionsRoutingAndPortsOnly() {
    noClasses().should().dependOnClassesThat(INSIDE_OF_ACTORS).check(EDGE);
  }

  @Test
  void commandLineKnowsNoActors() {
    noClasses()
        .that()
        .resideInAnyPackage("..edge.command..", "..edge.doctor..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("akka..", "io.netty..", "im.balcony.actors..")
        .check(EDGE);
  }

  @Test
  void bytesKnowNoActors() {
    noClasses()
        .that()
        .resideInAnyPackage("..edge.codec..", "..edge.tls..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("akka..", "im.balcony.actors..")
        .check(EDGE);
  }

  @Test
  void onlyTheCommandLineEndsTheProcess() {
    noClasses()
        .that()
        .areNotAssignableTo(Main.class)
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(EDGE);
  }

  @Test
  void exceptionsOfAStartAreNamedProblems() {
    classes()
        .that()
        .resideInAPackage("im.balcony.edge")
        .and()
        .areAssignableTo(Exception.class)
        .should()
        .haveSimpleNameEndingWith("Problem")
        .check(EDGE);
  }
}
