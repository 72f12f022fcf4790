package dev.lakehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

/** The house stands as DESIGN.md draws it: imports run one way, each vendor has one package, and there is no drawer. */
class HouseTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final String ROOT = "dev.lakehouse";
    private static final int MOST_LINES = 400;

    /** From the bottom to the top; packages of one storey may not import one another. */
    private static final List<List<String>> STOREYS = List.of(
            List.of("failure"),
            List.of("schema"),
            List.of("config"),
            List.of("storage"),
            List.of("table"),
            List.of("decode"),
            List.of("engine"),
            List.of("stage"),
            List.of("landing", "bronze", "silver", "gold", "upkeep", "catalog", "ledger", "extract"),
            List.of("journey", "doctor"),
            List.of("serve", "cli"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void importsRunOneWay() {
        for (int storey = 0; storey < STOREYS.size(); storey++) {
            for (String room : STOREYS.get(storey)) {
                String[] above = Stream.concat(
                                STOREYS.stream()
                                        .skip(storey)
                                        .flatMap(List::stream)
                                        .filter(other -> !other.equals(room)),
                                // The command line generates; nothing else does.
                                room.equals("cli") ? Stream.empty() : Stream.of("generate"))
                        .map(HouseTest::inside)
                        .toArray(String[]::new);
                noClasses()
                        .that()
                        .resideInAPackage(inside(room))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(above))
                        .orShould()
                        .dependOnClassesThat(resideInAPackage(ROOT))
                        .allowEmptyShould(true)
                        .check(CLASSES);
            }
        }
    }

    @Test
    void theGeneratorKnowsTheGroundFloorOnly() {
        noClasses()
                .that()
                .resideInAPackage(inside("generate"))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(resideOutsideOfPackages(
                                inside("generate"), inside("failure"), inside("schema"), inside("config"))))
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
        onlyInside(List.of("table"), "io.delta..");
        onlyInside(List.of("table", "generate.pontos", "extract"), "org.apache.parquet..");
        onlyInside(List.of("table", "decode"), "org.apache.hadoop..");
        onlyInside(List.of("engine.duckdb"), "org.duckdb..");
        onlyInside(List.of("engine.duckdb", "catalog", "extract", "generate.database"), "java.sql..");
        onlyInside(
                List.of("decode"),
                "com.fasterxml.aalto..",
                "javax.xml..",
                "org.apache.avro..",
                "org.apache.orc..",
                "org.apache.tika..",
                "org.dhatim..");
        onlyInside(List.of("catalog"), "io.trino..");
        onlyInside(List.of("storage.s3"), "software.amazon..", "io.minio..", "okhttp3..", "org.bouncycastle..");
        onlyInside(List.of("landing.unpack"), "org.apache.commons.compress..", "com.github.luben..");
        onlyInside(List.of("cli"), "me.tongfei..", "picocli..");
        onlyInside(List.of("serve"), "io.javalin..", "io.micrometer..", "org.eclipse.jetty..");
    }

    @Test
    void everyPackageSaysWhatArrivesAndWhatLeaves() {
        assertThat(packages(SOURCES))
                .isNotEmpty()
                .filteredOn(folder -> !Files.exists(folder.resolve("package-info.java")))
                .filteredOn(folder -> !SOURCES.relativize(folder).equals(Path.of("dev", "lakehouse")))
                .isEmpty();
    }

    @Test
    void thereIsNoDrawer() {
        assertThat(CLASSES)
                .extracting(JavaClass::getSimpleName)
                .noneMatch(name -> name.matches(".*(Util|Helper|Common|Impl|Manager|Misc).*"));
        assertThat(packages(SOURCES))
                .noneMatch(folder -> folder.getFileName().toString().matches("util|utils|common|helpers?"));
    }

    @Test
    void noFileIsLong() {
        Map<Path, Long> lengths = lengths(SOURCES);
        lengths.putAll(lengths(TESTS));
        assertThat(lengths).hasSizeGreaterThan(100);
        assertThat(lengths.entrySet())
                .filteredOn(file -> file.getValue() > MOST_LINES)
                .isEmpty();
    }

    @Test
    void theMedianFileIsShort() {
        List<Long> lengths = lengths(SOURCES).entrySet().stream()
                .filter(file -> !file.getKey().endsWith("package-info.java"))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
        assertThat(lengths.get(lengths.size() / 2)).isLessThanOrEqualTo(90);
    }

    private static void onlyInside(List<String> rooms, String... vendor) {
        noClasses()
                .that()
                .resideOutsideOfPackages(rooms.stream().map(HouseTest::inside).toArray(String[]::new))
                .should()
                .dependOnClassesThat(resideInAnyPackage(vendor))
                .check(CLASSES);
    }

    private static String inside(String room) {
        return ROOT + "." + room + "..";
    }

    private static List<Path> packages(Path root) {
        return files(root).map(Path::getParent).distinct().toList();
    }

    private static Map<Path, Long> lengths(Path root) {
        return files(root).collect(Collectors.toMap(file -> file, HouseTest::lines, (a, b) -> a, TreeMap::new));
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
