package im.balcony.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What an edge may know of the actors: their commands, sessions, routing and ports. */
@AnalyzeClasses(packages = "im.balcony.edge", importOptions = ImportOption.DoNotIncludeTests.class)
final class EdgeShapeTest {
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

  @ArchTest
  static final ArchRule edgesSeeCommandsSessionsRoutingAndPortsOnly =
      noClasses().should().dependOnClassesThat(INSIDE_OF_ACTORS);

  @ArchTest
  static final ArchRule commandLineKnowsNoActors =
      noClasses()
          .that()
          .resideInAnyPackage("..edge.command..", "..edge.doctor..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("akka..", "io.netty..", "im.balcony.actors..");

  @ArchTest
  static final ArchRule bytesKnowNoActors =
      noClasses()
          .that()
          .resideInAnyPackage("..edge.codec..", "..edge.tls..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("akka..", "im.balcony.actors..");

  @ArchTest
  static final ArchRule onlyTheCommandLineEndsTheProcess =
      noClasses()
          .that()
          .areNotAssignableTo(Main.class)
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule exceptionsOfAStartAreNamedProblems =
      classes()
          .that()
          .resideInAPackage("im.balcony.edge")
          .and()
          .areAssignableTo(Exception.class)
          .should()
          .haveSimpleNameEndingWith("Problem");
}
