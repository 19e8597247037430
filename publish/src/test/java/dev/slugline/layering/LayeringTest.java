package dev.slugline.layering;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.slugline.app.Main;
import dev.slugline.app.SluglineTopology;
import dev.slugline.app.cli.Slugline;
import dev.slugline.enrich.EnrichStage;
import dev.slugline.ingest.IngestStage;
import dev.slugline.publish.PublishStage;
import io.javalin.http.Context;
import org.junit.jupiter.api.Test;

/** The walk of a record reads one way: no package knows a later one. Shipped classes only. */
class LayeringTest {
  private static final String[] KAFKA = {"org.apache.kafka..", "kafka.."};
  private static final JavaClasses SHIPPED = shipped();

  /** Of other libraries only the names matter here; reading their classes too takes long. */
  private static JavaClasses shipped() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("dev.slugline");
  }

  @Test
  void shouldSeeAllModules() {
    assertThat(SHIPPED.contain(IngestStage.class)).isTrue();
    assertThat(SHIPPED.contain(EnrichStage.class)).isTrue();
    assertThat(SHIPPED.contain(PublishStage.class)).isTrue();
    assertThat(SHIPPED.contain(Main.class)).isTrue();
    assertThat(SHIPPED.contain(LayeringTest.class)).isFalse();
  }

  @Test
  void ingestShouldSeeNoLaterStage() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("dev.slugline.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.slugline.enrich..", "dev.slugline.publish..", "dev.slugline.app..")
            .because("what an article is must not depend on what is made of it"));
  }

  @Test
  void enrichShouldSeeNoLaterStage() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("dev.slugline.enrich..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.slugline.publish..", "dev.slugline.app..")
            .because("the offline commands tag without a topic to publish to"));
  }

  @Test
  void publishShouldSeeNoApplication() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("dev.slugline.publish..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.slugline.app..")
            .because("a stage is a function of its settings; starting it is the application's"));
  }

  @Test
  void theRuleEngineShouldStandAlone() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("dev.slugline.enrich.rule..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("org.apache.kafka..", "com.fasterxml..", "dev.slugline.ingest..")
                    .or(
                        resideInAnyPackage("dev.slugline..")
                            .and(resideOutsideOfPackages("dev.slugline.enrich.rule.."))))
            .because("it is used and measured alone: texts in, matches out"));
  }

  @Test
  void onlyTheCompositionRootShouldPutTheStagesTogether() {
    hold(
        noClasses()
            .that()
            .doNotBelongToAnyOf(SluglineTopology.class)
            .should()
            .callMethodWhere(
                target(
                        owner(
                            belongToAnyOf(
                                IngestStage.class, EnrichStage.class, PublishStage.class)))
                    .and(target(name("build"))))
            .because("all instances and tests must run the same topology"));
  }

  @Test
  void articlesShouldKnowNothingOfOurs() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("dev.slugline.ingest.article..")
            .should()
            .dependOnClassesThat(ours("dev.slugline.ingest.article.."))
            .because("every later package knows the article"));
  }

  @Test
  void identityShouldKnowArticlesOnly() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("dev.slugline.ingest.identity..")
            .should()
            .dependOnClassesThat(
                ours("dev.slugline.ingest.identity..", "dev.slugline.ingest.article.."))
            .because("who an article is must not depend on the format that it came in"));
  }

  @Test
  void cleaningShouldKnowArticlesOnly() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("dev.slugline.ingest.clean..")
            .should()
            .dependOnClassesThat(
                ours("dev.slugline.ingest.clean..", "dev.slugline.ingest.article.."))
            .because("text is cleaned the same way in whatever format it came"));
  }

  @Test
  void formatsShouldNotCallBack() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("dev.slugline.ingest.format..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.slugline.ingest", "dev.slugline.ingest.stream..")
            .because("a format reads bytes and knows neither the stage nor its topics"));
  }

  @Test
  void parsingShouldNeedNoKafka() {
    hold(
        noClasses()
            .that()
            .resideInAnyPackage(
                "dev.slugline.ingest.article..",
                "dev.slugline.ingest.clean..",
                "dev.slugline.ingest.format..",
                "dev.slugline.ingest.identity..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA)
            .because("the offline commands and plain tests run the same code without a broker"));
  }

  @Test
  void packagesShouldHaveNoCycles() {
    hold(
        slices()
            .matching("dev.slugline.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(Main.class, Slugline.class)
            .because("packages of a cycle can only be read, tested and moved as one"));
  }

  @Test
  void theCommandLineShouldBeTheOutermost() {
    hold(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.slugline.app.cli..")
            .and()
            .doNotBelongToAnyOf(Main.class)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.slugline.app.cli..")
            .because("what a command does must be there for HTTP and tests without it"));
  }

  @Test
  void onlyTheEmbeddedBrokerShouldKnowKafkasServer() {
    hold(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.slugline.app.broker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "kafka..",
                "scala..",
                "org.apache.kafka.server..",
                "org.apache.kafka.controller..",
                "org.apache.kafka.coordinator..",
                "org.apache.kafka.image..",
                "org.apache.kafka.metadata..",
                "org.apache.kafka.raft..",
                "org.apache.kafka.storage..")
            .because("they are no public interface, and a real broker runs elsewhere"));
  }

  @Test
  void requestsShouldBeReadAsTheyAreWritten() {
    hold(
        noClasses()
            .should()
            .callMethodWhere(
                target(owner(belongToAnyOf(Context.class)))
                    .and(
                        target(
                            nameMatching(
                                "(queryParam|formParam|characterEncoding).*|body(AsClass)?"))))
            .orShould()
            .callMethod(Context.class, "contentType")
            .because(
                "these leave out what cannot be decoded, and fail of a charset that nobody knows"));
  }

  @Test
  void logsShouldGoThroughSlf4j() {
    hold(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .because("there is one place where logs are configured"));
  }

  @Test
  void onlyOutputShouldWriteToStandardOutput() {
    hold(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.slugline.app.cli.Output")
            .should()
            .accessField(System.class, "out")
            .because("standard output is for data, and a reader that went away ends the command"));
  }

  @Test
  void onlyTheCommandLineShouldSpeakToThePerson() {
    hold(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.slugline.app.cli..")
            .should()
            .accessField(System.class, "err")
            .because("elsewhere a failure is a value, an exception or a log line"));
  }

  @Test
  void onlyMainShouldEndTheProcess() {
    hold(
        noClasses()
            .that()
            .doNotBelongToAnyOf(Main.class)
            .should()
            .callMethod(System.class, "exit", int.class)
            .because("whoever runs a command within a test or another program goes on after it"));
  }

  private static DescribedPredicate<JavaClass> ours(String... but) {
    return resideInAnyPackage("dev.slugline..").and(resideOutsideOfPackages(but));
  }

  private static void hold(ArchRule rule) {
    rule.check(SHIPPED);
  }
}
