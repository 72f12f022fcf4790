package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

import dev.lakehouse.config.pipeline.ChangedKeys;
import dev.lakehouse.config.pipeline.GoldLoad;
import dev.lakehouse.engine.DeriveWork;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.TableInput;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes all rows of a gold table. What DuckDB cannot spill, such as the lists that a query makes of its groups, may be more
 * than its memory: then the keys are parted by their hash, and one part is computed after the other, in ever smaller parts.
 *
 * <p>Each part evaluates the query anew. That is only right where a row depends on nothing but its own key's rows, which
 * {@code changed_keys} of all inputs promise: a rank with ties, say, could come out otherwise each time.
 */
final class DeriveParts {
    private static final Logger LOG = LoggerFactory.getLogger(DeriveParts.class);
    private static final int SPLIT = 4;

    /** Each part reads all inputs again: beyond this it would not end. */
    private static final int MOST = 4096;

    private final Session session;
    private final DeriveWork work;
    private final TableSchema schema;
    private final ParquetOutput output;
    private final Progress progress;

    /** The keys whose hash leaves {@code rest} when divided by {@code parts}. */
    private record Part(int parts, int rest) {
        List<Part> split() {
            return IntStream.range(0, SPLIT)
                    .mapToObj(i -> new Part(parts * SPLIT, rest + i * parts))
                    .toList();
        }

        String has(String columns) {
            return "hash(" + columns + ") % " + parts + " = " + rest;
        }
    }

    DeriveParts(Session session, DeriveWork work, TableSchema schema, ParquetOutput output, Progress progress) {
        this.session = session;
        this.work = work;
        this.schema = schema;
        this.output = output;
        this.progress = progress;
    }

    /** @param query yields the columns of the schema */
    List<WrittenFile> write(String query) throws SQLException {
        List<WrittenFile> files = new ArrayList<>();
        Deque<Part> waiting = new ArrayDeque<>(List.of(new Part(1, 0)));
        int parts = 1;
        while (!waiting.isEmpty()) {
            Part part = waiting.pop();
            boolean tooLarge = part.parts() < parts;
            if (!tooLarge) {
                try {
                    files.addAll(write(query, part));
                } catch (SQLException e) {
                    if (!EngineFailures.isOutOfMemory(e) || !rowsDependOnTheirKeyAlone() || parts >= MOST) {
                        throw e;
                    }
                    parts *= SPLIT;
                    LOG.info(
                            "{} does not fit into memory as a whole; {} parts",
                            work.table().table(),
                            parts);
                    tooLarge = true;
                }
            }
            if (tooLarge) {
                part.split().forEach(waiting::push);
            }
        }
        return files;
    }

    private boolean rowsDependOnTheirKeyAlone() {
        return !work.table().key().isEmpty()
                && work.table().load() == GoldLoad.BY_KEY
                && work.inputs().stream()
                        .allMatch(input -> work.table().changedKeys().containsKey(input.name()));
    }

    private List<WrittenFile> write(String query, Part part) throws SQLException {
        if (part.parts() == 1) {
            return output.sized(query, schema, progress);
        }
        restrictInputs(part);
        String rows = "select * from (" + query + ") where "
                + part.has(Sql.names(work.table().key()));
        return output.sized(rows, schema, progress);
    }

    /** What has the gold key in its own columns need be read for the part alone; of the rest DuckDB leaves out what it can. */
    private void restrictInputs(Part part) throws SQLException {
        for (TableInput input : work.inputs()) {
            if (work.table().changedKeys().get(input.name()) instanceof ChangedKeys.Columns keys
                    && hashesAlike(input.schema(), keys.columns())) {
                new InputViews(session)
                        .replace(
                                input.name(),
                                "select * from " + TableRelation.of(input) + " where "
                                        + part.has(Sql.names(keys.columns())));
            }
        }
    }

    /** Equal values of unlike types have unlike hashes. */
    private boolean hashesAlike(TableSchema input, List<String> columns) {
        return IntStream.range(0, columns.size()).allMatch(i -> {
            ColumnType key =
                    schema.findAnyCase(work.table().key().get(i)).orElseThrow().type();
            return key != Primitive.DOUBLE
                    && key != Primitive.REAL
                    && input.findAnyCase(columns.get(i))
                            .filter(column -> column.type().equals(key))
                            .isPresent();
        });
    }
}
