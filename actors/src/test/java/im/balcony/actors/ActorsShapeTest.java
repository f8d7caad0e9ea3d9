package im.balcony.actors;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What may know what in this module. */
class ActorsShapeTest {
  private static final JavaClasses ACTORS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("im.balcony.actors");

  @Test
  void actorsKnowNeitherNettyNorTheEdge() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty..", "im.balcony.edge..", "com.datastax..")
        .check(ACTORS);
  }

  @Test
  void aConversationKnowsNoUserAndNoRoute() {
    noClasses()
        .that()
        .resideInAPackage("im.balcony.actors.conversation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "im.balcony.actors.user..",
            "im.balcony.actors.routing..",
            "im.balcony.actors.feature..",
            "im.balcony.actors.wire..",
            "im.balcony.actors.sweep..")
        .check(ACTORS);
  }

  @Test
  void theFenceKnowsNothingOfWhatIsWritten() {
    noClasses()
        .that()
        .resideInAPackage("im.balcony.actors.fence..")
        .should()
        .dependOnClassesThat(
            new DescribedPredicate<>("others of this module") {
              @Override
              public boolean test(JavaClass type) {
                return type.getPackageName().startsWith("im.balcony")
                    && !type.getPackageName().equals("im.balcony.actors.fence")
                    && !type.isEquivalentTo(WireMessage.class);
              }
            })
        .check(ACTORS);
  }

  @Test
  void whatTravelsBetweenNodesIsARecord() {
    classes()
        .that()
        .implement(WireMessage.class)
        .and()
        .areNotInterfaces()
        .should()
        .beRecords()
        .check(ACTORS);
  }

  @Test
  void nobodyWaitsForAFuture() {
    noClasses().should().callMethod(CompletableFuture.class, "join").check(ACTORS);
    noClasses().should().callMethod(CompletableFuture.class, "get").check(ACTORS);
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(ACTORS);
  }
}
