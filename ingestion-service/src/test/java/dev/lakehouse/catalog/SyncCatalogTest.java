package dev.lakehouse.catalog;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.catalog.CatalogChange.Kind;
import dev.lakehouse.catalog.CatalogOutcome.State;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.local.LocalStorage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A lake and its catalog in a real Trino, after whatever may happen to either. */
class SyncCatalogTest {
    @TempDir
    private static Path folder;

    private static TrinoServer trino;

    @BeforeAll
    static void start() throws Exception {
        trino = TrinoServer.start(folder);
    }

    @AfterAll
    static void stop() {
        if (trino != null) {
            trino.close();
        }
    }

    /** Two tables, both registered. */
    @BeforeEach
    void startInStep() throws Exception {
        for (String schema : LakeTables.SCHEMAS) {
            for (CatalogTable table : registered()) {
                if (table.schema().equals(schema)) {
                    trino.run("call lakehouse.system.unregister_table('" + schema + "', '" + table.table() + "')");
                }
            }
            delete(trino.data().resolve(schema));
        }
        delete(trino.data().resolve("elsewhere"));
        table("silver/pedidos");
        table("gold/totals");
        sync().apply();
    }

    @Test
    void whatIsInStepIsLeftAlone() {
        CatalogReport report = sync().apply();

        assertThat(report.changes()).isEmpty();
        assertThat(report.drift()).isEmpty();
        assertThat(report.tables()).isEqualTo(2);
        assertThat(registered())
                .containsExactly(new CatalogTable("gold", "totals"), new CatalogTable("silver", "pedidos"));
    }

    @Test
    void aNewTableIsPlannedThenRegisteredAndRead() throws Exception {
        table("ops/checks");

        assertThat(sync().plan().changes())
                .containsExactly(new CatalogChange(Kind.REGISTER, "ops.checks", "local:///ops/checks"));
        assertThat(registered()).hasSize(2);
        assertThat(sync().apply().changes()).hasSize(1);
        assertThat(sync().apply().changes()).isEmpty();
        assertThat(new CatalogProbe(trino.settings()).look(20))
                .isEqualTo(new CatalogProbe.Sight(List.of("bronze", "gold", "ops", "silver"), 3, 3, List.of()));
    }

    @Test
    void aTableThatIsGoneIsTakenOut() throws Exception {
        delete(trino.data().resolve("silver").resolve("pedidos"));

        assertThat(sync().apply().changes())
                .containsExactly(new CatalogChange(Kind.UNREGISTER, "silver.pedidos", "local:///silver/pedidos"));
        assertThat(registered()).containsExactly(new CatalogTable("gold", "totals"));
    }

    @Test
    void aTableThatIsGoneIsTakenOutAlsoWhereTrinoKnowsNoMoreWhereItLay() throws Exception {
        delete(trino.data().resolve("silver").resolve("pedidos"));
        forget("silver", "pedidos");

        assertThat(new CatalogProbe(trino.settings()).look(20).unreadable())
                .singleElement()
                .asString()
                .startsWith("silver.pedidos: ");
        assertThat(sync().apply().changes()).containsExactly(new CatalogChange(Kind.UNREGISTER, "silver.pedidos", ""));
        assertThat(sync().apply().drift()).isEmpty();
    }

    @Test
    void aTableThatTrinoCannotReadIsLeftInForThatMayPass() throws Exception {
        Files.delete(log("silver/pedidos"));
        forget("silver", "pedidos");
        Files.writeString(log("silver/pedidos"), "{\"commitInfo\":{}}\n");

        CatalogReport report = sync().apply();

        assertThat(report.changes()).isEmpty();
        assertThat(report.drift())
                .singleElement()
                .asString()
                .startsWith("silver.pedidos is in the catalog, but Trino cannot read it: ");
    }

    /** Trino says the same of a log that is gone and of one that lost its first commit, and of neither where it lies. */
    @Test
    void aBrokenTableOfAnotherNameThanItsFolderStays() throws Exception {
        table("silver/place-of-clientes");
        trino.run("call lakehouse.system.register_table('silver', 'clientes', 'local:///silver/place-of-clientes')");
        Path log = log("silver/place-of-clientes");
        Path lost = log.resolveSibling("lost");
        Files.move(log, lost);
        forget("silver", "clientes");

        CatalogReport broken = sync().apply();
        Files.move(lost, log);
        forget("silver", "clientes");

        assertThat(broken.changes()).isEmpty();
        assertThat(broken.drift())
                .containsExactly("silver.clientes is in the catalog, but Trino cannot read it: Metadata not found in"
                        + " transaction log for silver.clientes. It may be what lies at"
                        + " local:///silver/place-of-clientes");
        assertThat(new CatalogProbe(trino.settings()).look(20).read()).isEqualTo(3);
    }

    @Test
    void aTableWhoseLogIsNoJsonStaysAlsoWhereNothingElseIsLeftOfIt() throws Exception {
        Files.writeString(log("silver/pedidos"), "garbage");
        Files.move(log("silver/pedidos"), log("silver/pedidos").resolveSibling("0.json"));
        forget("silver", "pedidos");

        CatalogReport report = sync().apply();

        assertThat(report.changes()).isEmpty();
        assertThat(report.drift())
                .singleElement()
                .asString()
                .contains("It may be what lies at local:///silver/pedidos");
        assertThat(registered()).contains(new CatalogTable("silver", "pedidos"));
    }

    /** Trino knows the place from before, and the folder holds a log that is no log any more. */
    @Test
    void aTableWhoseCommitsWereLostIsNotTakenForOneThatIsGone() throws Exception {
        Files.move(log("silver/pedidos"), log("silver/pedidos").resolveSibling("lost"));

        CatalogReport report = sync().apply();

        assertThat(report.changes()).isEmpty();
        assertThat(report.drift())
                .containsExactly("silver.pedidos is registered at local:///silver/pedidos, where its log has lost its"
                        + " commits.");
        assertThat(registered()).contains(new CatalogTable("silver", "pedidos"));
    }

    @Test
    void aTableThatMovedIsRegisteredWhereItIs() throws Exception {
        trino.run("call lakehouse.system.unregister_table('silver', 'pedidos')");
        table("silver/before");
        trino.run("call lakehouse.system.register_table('silver', 'pedidos', 'local:///silver/before')");
        delete(trino.data().resolve("silver").resolve("before"));

        CatalogReport report = sync().apply();
        CatalogReport again = sync().apply();

        assertThat(report.drift()).isEmpty();
        assertThat(again.changes()).isEmpty();
        assertThat(again.drift()).isEmpty();
        assertThat(new CatalogProbe(trino.settings()).look(20).read()).isEqualTo(2);
    }

    @Test
    void aNameThatMeansAnotherTableIsLeftToAPerson() throws Exception {
        trino.run("call lakehouse.system.unregister_table('silver', 'pedidos')");
        table("elsewhere/pedidos");
        trino.run("call lakehouse.system.register_table('silver', 'pedidos', 'local:///elsewhere/pedidos')");

        CatalogReport report = sync().apply();

        assertThat(report.changes()).isEmpty();
        assertThat(report.drift())
                .containsExactly("silver.pedidos is registered at local:///elsewhere/pedidos, but the lake has it at"
                        + " local:///silver/pedidos. Unregister the one that is not meant, then sync again.");
    }

    @Test
    void aTableOfOthersInOurSchemaIsToldOfAndLeftAlone() throws Exception {
        table("elsewhere/theirs");
        trino.run("call lakehouse.system.register_table('gold', 'theirs', 'local:///elsewhere/theirs')");

        CatalogReport report = sync().apply();

        assertThat(report.changes()).isEmpty();
        assertThat(report.drift())
                .containsExactly(
                        "gold.theirs is in the catalog, but not of this lake: it lies at local:///elsewhere/theirs.");
        assertThat(registered()).contains(new CatalogTable("gold", "theirs"));
    }

    @Test
    void aTableThatTrinoMadeInOurSchemaIsOurs() throws Exception {
        trino.run("create table lakehouse.gold.by_trino with (location = 'local:///gold/by_trino') as select 1 as id");

        CatalogReport report = sync().apply();

        assertThat(report.changes()).isEmpty();
        assertThat(report.drift()).isEmpty();
        trino.run("drop table lakehouse.gold.by_trino");
    }

    @Test
    void aNameThatNoCatalogTakesIsToldOf() throws Exception {
        table("silver/Pedidos-2024");

        assertThat(sync().apply().drift())
                .containsExactly(
                        "The table at local:///silver/Pedidos-2024 is in no catalog: its name is no table's name"
                                + " (small letters, digits and _).");
    }

    @Test
    void aTableWithABrokenLogDoesNotKeepTheOthersOut() throws Exception {
        table("silver/a_broken");
        Files.writeString(log("silver/a_broken"), "{\"commitInfo\":{}}\n");
        table("silver/b_sound");

        CatalogReport report = sync().apply();

        assertThat(report.changes()).extracting(CatalogChange::subject).containsExactly("silver.b_sound");
        assertThat(report.drift()).singleElement().asString().contains("silver.a_broken");
    }

    @Test
    void aRunRegistersItsTablesAndTheirQuarantinesOnce() throws Exception {
        table("silver/clientes");
        table("silver/clientes_quarantine");
        RegisterTables register = new RegisterTables(SyncCatalogTest::lake, Optional.of(trino.settings()));
        List<TableName> tables = List.of(TableName.parse("silver.clientes"), TableName.parse("gold.none"));

        CatalogOutcome first = register.after(tables);

        assertThat(first.failure()).isEmpty();
        assertThat(first.registered()).containsExactly("silver.clientes", "silver.clientes_quarantine");
        assertThat(register.after(tables)).isEqualTo(new CatalogOutcome(State.IN_STEP, List.of(), Optional.empty()));
        assertThat(sync().plan().changes()).isEmpty();
    }

    /** Trino keeps what it read of a log for half an hour. */
    private static void forget(String schema, String table) throws Exception {
        trino.run("call lakehouse.system.flush_metadata_cache(schema_name => '%s', table_name => '%s')"
                .formatted(schema, table));
    }

    private static SyncCatalog sync() {
        return new SyncCatalog(lake(), trino.settings());
    }

    private static LakeTables lake() {
        return new LakeTables(new LocalStorage(trino.data()), path -> "local:///" + path);
    }

    private static List<CatalogTable> registered() {
        try (TrinoCatalog catalog = TrinoCatalog.connect(trino.settings())) {
            return List.copyOf(catalog.tables(LakeTables.SCHEMAS));
        }
    }

    /** A Delta table without rows (Delta protocol, "Protocol Evolution" and "Change Metadata"). */
    private static void table(String path) throws IOException {
        Path log = log(path);
        Files.createDirectories(log.getParent());
        Files.writeString(log, """
                {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
                {"metaData":{"id":"%s","format":{"provider":"parquet","options":{}},"schemaString":\
                "{\\"type\\":\\"struct\\",\\"fields\\":[{\\"name\\":\\"id\\",\\"type\\":\\"integer\\",\\"nullable\\":true,\
                \\"metadata\\":{}}]}","partitionColumns":[],"configuration":{},"createdTime":0}}
                """.formatted(path));
    }

    private static Path log(String path) {
        return trino.data().resolve(path).resolve("_delta_log").resolve("%020d.json".formatted(0));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
