package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.IngestWork;
import dev.lakehouse.engine.Ingested;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.TableInput;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableSchema;

/** Reads landing files just as ingestion does, into a table {@code sample} that goes with the session. */
final class LandedSample {
    private final Database database;
    private final Session session;
    private final Source source;

    /** @param session of that database */
    LandedSample(Database database, Session session, Source source) {
        this.database = database;
        this.session = session;
        this.source = source;
    }

    /** The columns that landed, without provenance. */
    List<Column> create(List<LandedFile> files) throws SQLException {
        try {
            Path folder = Files.createTempDirectory("lakehouse-sample");
            try {
                return create(files, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Column> create(List<LandedFile> files, Path folder) throws SQLException {
        IngestWork work =
                new IngestWork(source, new TableSchema(List.of()), files, 0, Instant.EPOCH, folder, name -> {}, folder);
        Ingested ingested = new IngestFiles(database, session, work, Progress.NONE).run();
        List<Column> columns = ingested.schema().columns().stream()
                .filter(column -> !column.name().startsWith("_"))
                .toList();
        TableInput input = new TableInput(
                source.table(),
                ingested.schema(),
                ingested.files().stream()
                        .map(file -> folder.resolve(file.name()))
                        .toList(),
                -1);
        session.execute("create table sample as select "
                + Sql.names(columns.stream().map(Column::name).toList()) + " from " + TableRelation.of(input));
        return columns;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
