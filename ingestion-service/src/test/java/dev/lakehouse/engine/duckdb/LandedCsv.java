package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.ChangedFilePolicy;
import dev.lakehouse.config.pipeline.CsvOptions;
import dev.lakehouse.config.pipeline.FileFormat;
import dev.lakehouse.config.pipeline.LoadMode;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.IngestWork;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/** Small CSV files that pass for large ones, so that each makes a group of its own. */
final class LandedCsv {
    private static final long BYTES_OF_A_GROUP = 300L << 20;
    private static final Source SOURCE = new Source(
            "t",
            "t/**",
            FileFormat.CSV,
            LoadMode.APPEND,
            ChangedFilePolicy.FAIL,
            CsvOptions.DEFAULTS,
            List.of(new Column("id", Primitive.BIGINT), new Column("n", Primitive.INTEGER)),
            1000,
            DataSize.parse("4GB"));

    private final Path folder;
    private final List<LandedFile> files = new ArrayList<>();
    private final List<String> complete = new CopyOnWriteArrayList<>();

    LandedCsv(Path folder) {
        this.folder = folder;
    }

    /** A file of {@code id,n,text} with these lines. */
    LandedCsv file(String name, String lines) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, ("id,n,text\n" + lines).getBytes(StandardCharsets.ISO_8859_1));
        return add(name, file, List.of("id", "n", "text"));
    }

    /** A file that is gone by the time it is read. */
    LandedCsv missing(String name) {
        return add(name, folder.resolve(name), List.of("id", "n", "text"));
    }

    LandedCsv add(String name, Path file, List<String> columns) {
        files.add(new LandedFile(name, file, BYTES_OF_A_GROUP, new LandedFile.Shape.Delimited(","), columns));
        return this;
    }

    /** All of them as a batch whose files go to {@code output}, and to a folder beside it. */
    IngestWork into(Path output) throws IOException {
        return new IngestWork(
                SOURCE,
                new TableSchema(List.of()),
                files,
                7,
                Instant.parse("2024-01-31T12:00:00Z"),
                Files.createDirectories(output),
                complete::add,
                Files.createDirectories(output.resolveSibling(output.getFileName() + "_quarantine")));
    }

    /** The data files that were said to be complete. */
    List<String> complete() {
        return complete;
    }

    /** All rows in the order of the files' names and of the rows in them. */
    static List<String> content(Path table, List<WrittenFile> files) throws SQLException {
        List<String> rows = new ArrayList<>();
        if (files.isEmpty()) {
            return rows;
        }
        String paths = files.stream()
                .map(file -> Sql.text(table.resolve(file.name()).toString()))
                .sorted()
                .collect(Collectors.joining(", ", "[", "]"));
        try (Connection plain = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = plain.createStatement();
                ResultSet result = statement.executeQuery(
                        "select t::varchar from read_parquet(" + paths + ", union_by_name = true) t")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
