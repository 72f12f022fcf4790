package dev.lakehouse.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.catalog.CatalogOutcome.State;
import dev.lakehouse.config.Secret;
import dev.lakehouse.config.TrinoSettings;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.local.LocalStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A catalog that cannot be asked. */
class CatalogDownTest {
    private static final TrinoSettings NOBODY = new TrinoSettings(
            "jdbc:trino://127.0.0.1:1/lakehouse",
            "lakehouse",
            "service",
            Optional.of(new Secret("hidden")),
            Optional.empty());

    private static final List<TableName> TABLES = List.of(TableName.parse("silver.pedidos"));

    @TempDir
    private Path home;

    @Test
    void aRunIsToldThatTheCatalogIsBehindAndWhatToDo() throws Exception {
        Path log = home.resolve("silver/pedidos/_delta_log");
        Files.writeString(Files.createDirectories(log).resolve("%020d.json".formatted(0)), "{}");

        CatalogOutcome outcome = new RegisterTables(this::lake, Optional.of(NOBODY)).after(TABLES);

        assertThat(outcome.state()).isEqualTo(State.BEHIND);
        LakehouseException failure = outcome.failure().orElseThrow();
        assertThat(failure.kind()).isEqualTo(FailureKind.EXTERNAL);
        assertThat(failure.code()).isEqualTo("CATALOG_UNREACHABLE");
        assertThat(failure.fix()).contains("catalog sync");
        assertThat(failure.getMessage()).doesNotContain("hidden");
    }

    @Test
    void aSyncFails() {
        assertThat(catchThrowableOfType(LakehouseException.class, () -> new SyncCatalog(lake(), NOBODY).apply())
                        .code())
                .isEqualTo("CATALOG_UNREACHABLE");
    }

    @Test
    void withoutACatalogNothingIsRegisteredAndNobodyIsAsked() {
        assertThat(new RegisterTables(new LocalStorage(home), Optional.empty()).after(TABLES))
                .isEqualTo(CatalogOutcome.NOT_CONFIGURED);
    }

    @Test
    void aLakeInAFolderCannotBeInACatalog() {
        CatalogOutcome outcome = new RegisterTables(new LocalStorage(home), Optional.of(NOBODY)).after(TABLES);

        assertThat(outcome.failure().orElseThrow().code()).isEqualTo("CATALOG_NEEDS_S3");
        assertThat(outcome.failure().orElseThrow().kind()).isEqualTo(FailureKind.USER);
    }

    private LakeTables lake() {
        return new LakeTables(new LocalStorage(home), path -> "s3://" + path);
    }
}
