package dev.lakehouse.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The trainer is a house of its own on the service's ground floor: it meets the stages in tables, and its imports run one way. */
class HouseTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final String LAKEHOUSE = "dev.lakehouse";
    private static final String ROOT = LAKEHOUSE + ".trainer";
    private static final int MOST_LINES = 400;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void theServiceIsALibraryUpToItsTables() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(LAKEHOUSE + "..")
                        .and(resideOutsideOfPackages(
                                ROOT + "..",
                                LAKEHOUSE + ".failure..",
                                LAKEHOUSE + ".schema..",
                                LAKEHOUSE + ".config..",
                                LAKEHOUSE + ".storage..",
                                LAKEHOUSE + ".table..")))
                .check(CLASSES);
    }

    @Test
    void noPackagesImportOneAnotherInACircle() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void eachVendorHasOnePackage() {
        onlyInside(List.of("network"), "org.tensorflow..", "org.bytedeco..");
        onlyInside(List.of("chart"), "org.knowm..", "java.awt..");
        onlyInside(List.of("cli"), "me.tongfei..", "picocli..");
        onlyInside(List.of(), "io.delta..", "org.duckdb..", "java.sql..");
    }

    @Test
    void everyPackageSaysWhatArrivesAndWhatLeaves() {
        assertThat(files(SOURCES).map(Path::getParent).distinct())
                .isNotEmpty()
                .filteredOn(folder -> !Files.exists(folder.resolve("package-info.java")))
                .isEmpty();
    }

    @Test
    void thereIsNoDrawer() {
        assertThat(CLASSES)
                .extracting(JavaClass::getSimpleName)
                .noneMatch(name -> name.matches(".*(Util|Helper|Common|Impl|Manager|Misc).*"));
        assertThat(CLASSES)
                .extracting(JavaClass::getPackageName)
                .noneMatch(name -> name.matches(".*[.](util|utils|common|helpers?)([.].*)?"));
    }

    @Test
    void noFileIsLong() {
        assertThat(Stream.concat(files(SOURCES), files(TESTS)))
                .hasSizeGreaterThan(5)
                .filteredOn(file -> lines(file) > MOST_LINES)
                .isEmpty();
    }

    private static void onlyInside(List<String> rooms, String... vendor) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        rooms.stream().map(room -> ROOT + "." + room + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat(resideInAnyPackage(vendor))
                .check(CLASSES);
    }

    private static Stream<Path> files(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
