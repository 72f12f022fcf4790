package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.lakehouse.engine.IngestWork;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.LandedFile.Shape;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/**
 * Reads landing files whose rows are decoded in Java. Columns are taken as they come: where a new one turns up a data file
 * ends, and the next has it. Each file is read once, unless one breaks off after some of its rows were written.
 */
final class DecodedReader {
    private final Session session;
    private final IngestWork work;
    private final ParquetOutput output;
    private final Malformed malformed;
    private final Progress progress;
    private final Map<Integer, String> broken = new TreeMap<>();
    private final List<WrittenFile> written = new ArrayList<>();
    private final Set<String> outside = new HashSet<>();
    private TableSchema schema = new TableSchema(List.of());

    DecodedReader(Session session, IngestWork work, ParquetOutput output, Malformed malformed, Progress progress) {
        this.session = session;
        this.work = work;
        this.output = output;
        this.malformed = malformed;
        this.progress = progress;
    }

    /** By place in the group, why files cannot be read through; nothing of them is kept. */
    Map<Integer, String> broken() {
        return broken;
    }

    List<WrittenFile> written() {
        return written;
    }

    /** The bronze table's columns behind the group. */
    LandedSchema schema() {
        return new LandedSchema(schema, outside);
    }

    void read(List<LandedFile> group, TableSchema known) throws SQLException {
        while (!readOnce(group, known)) {
            for (LandedFile file : group) {
                malformed.forget(file.name());
            }
        }
        for (int place : broken.keySet()) {
            malformed.forget(group.get(place).name());
        }
    }

    /** Whether it came to the end; if not, another file is known to be broken. */
    private boolean readOnce(List<LandedFile> group, TableSchema known) throws SQLException {
        schema = known;
        try (DecodedFiles files = new DecodedFiles(group, work.source(), broken, progress)) {
            try {
                DecodedNames names = new DecodedNames(work.source(), known);
                while (files.peek().isPresent()) {
                    session.check();
                    readPart(new DecodedPart(files, names), group);
                }
                return true;
            } catch (IOException | SQLException e) {
                output.discard(written);
                written.clear();
                session.check();
                if (files.failure().isEmpty()) {
                    throw e;
                }
                int first = files.failure().get().file();
                broken.put(first, files.failure().get().reason());
                broken.putAll(DecodedFiles.check(group, first + 1, work.source(), session::check));
                return false;
            }
        } catch (IOException e) {
            throw new SQLException("IO Error: " + e.getMessage(), e);
        }
    }

    private void readPart(DecodedPart part, List<LandedFile> group) throws SQLException {
        boolean typed = ((Shape.Decoded) group.get(0).shape()).format().typed();
        BronzeSelect rows = new BronzeSelect(session, work);
        List<Column> landed = new ArrayList<>();
        part.columns().forEach((name, type) -> {
            Column column = typed
                    ? schema.findAnyCase(name).orElse(new Column(name, type))
                    : DeclaredTypes.of(name, work.source(), schema);
            String value = DecodedValue.of(part.vector(name), type);
            if (column.type().equals(type)) {
                rows.value(column.name(), value);
            } else {
                rows.fitted(column, value, type);
            }
            landed.add(column);
        });
        LandedSchema grown = LandedSchema.of(work, schema, landed, IngestGroup.describe(group));
        schema = grown.schema();
        outside.addAll(grown.outside());
        try (DecodedFunction.Lent lent = session.decoded().lend(part, session.connection())) {
            written.addAll(output.ordered(
                    "select " + rows.list(schema, group) + " from " + lent.relation(), schema, Progress.NONE));
        } catch (SQLException e) {
            throw String.valueOf(e.getMessage()).contains(OutOfMemoryError.class.getName())
                    ? new SQLException("Out of Memory Error: the heap is too small for these rows", e)
                    : e;
        }
        malformed.addAll(part.refused(), group);
    }
}
