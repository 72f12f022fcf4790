package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.CsvOptions;
import dev.lakehouse.config.pipeline.SchemaEvolution;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/**
 * Reads delimited text of one header. A line that is no row is noted with its text. Values are parsed straight into their
 * types; only where one does not fit are the files read once more as text, so that it can be rescued.
 */
final class CsvReader implements LandingReader {
    /** About as much text as makes a row group, so that what one thread has read need not be parted to be written. */
    private static final long BUFFER_BYTES = 12L << 20;

    /** One thread parts nothing, and reads memory that is still in the processor's cache. */
    private static final long BUFFER_BYTES_OF_ONE_THREAD = 4L << 20;

    private final Session session;
    private final Source source;
    private final ParquetOutput output;
    private final Supplier<BronzeSelect> select;

    CsvReader(Session session, Source source, ParquetOutput output, Supplier<BronzeSelect> select) {
        this.session = session;
        this.source = source;
        this.output = output;
        this.select = select;
    }

    @Override
    public List<Column> columns(List<LandedFile> files, TableSchema known) {
        return files.get(0).columns().stream()
                .map(name -> DeclaredTypes.of(name, source, known))
                .toList();
    }

    @Override
    public List<WrittenFile> write(List<LandedFile> files, TableSchema schema, Malformed malformed, Progress progress)
            throws SQLException {
        if (files.size() > 2 * session.threads()
                && OpenQuotes.possible(files, source.csv().quote())) {
            throw new SQLException("a quote may be open at the end of one of so many files");
        }
        List<Column> columns = columns(files, schema);
        RejectedLines rejects = new RejectedLines(session, source, files);
        List<WrittenFile> written = rescuesColumns(columns, schema)
                ? writeRescuing(files, schema, columns, rejects, progress)
                : writeFitting(files, schema, columns, rejects, progress);
        rejects.noteIn(malformed);
        rejects.drop();
        return written;
    }

    private boolean rescuesColumns(List<Column> columns, TableSchema schema) {
        return source.evolution() == SchemaEvolution.RESCUE
                && columns.stream()
                        .anyMatch(column -> schema.find(column.name()).isEmpty());
    }

    private List<WrittenFile> writeFitting(
            List<LandedFile> files, TableSchema schema, List<Column> columns, RejectedLines rejects, Progress progress)
            throws SQLException {
        StraightReading reading = reading(files, schema);
        List<WrittenFile> written = writeStraight(files, schema, columns, reading, rejects.options(), progress);
        if (rejects.lostTheirPlace()) {
            output.discard(written);
            throw new SQLException("the reader lost its way, as behind a broken quote");
        }
        if (rejects.unfitValues() > 0 || reading.misread(written, columns)) {
            output.discard(written);
            rejects.drop();
            return writeRescuing(files, schema, columns, rejects, progress);
        }
        return written;
    }

    /**
     * Writes files that can be read but once; it throws where a line is no row, or a value does not fit.
     *
     * @param reading of the file that these are of
     */
    List<WrittenFile> writeSound(List<LandedFile> files, TableSchema schema, StraightReading reading)
            throws SQLException {
        List<Column> columns = columns(files, schema);
        if (rescuesColumns(columns, schema)) {
            throw new SQLException("a column is to be rescued");
        }
        // Without tables for what is rejected, the first of it is an error.
        List<WrittenFile> written = writeStraight(files, schema, columns, reading, "", Progress.NONE);
        if (reading.misread(written, columns)) {
            output.discard(written);
            throw new SQLException("a value does not fit");
        }
        return written;
    }

    /** How values of these files may be parsed straight into their types, as far as the first rows tell. */
    StraightReading reading(List<LandedFile> files, TableSchema schema) throws SQLException {
        List<Column> columns = columns(files, schema);
        List<String> reads = new ArrayList<>();
        for (LandedFile file : PlainTimestamps.sample(files)) {
            reads.add(read(List.of(file), asText(columns), ""));
        }
        return StraightReading.of(session, columns, reads);
    }

    private List<WrittenFile> writeStraight(
            List<LandedFile> files,
            TableSchema schema,
            List<Column> columns,
            StraightReading reading,
            String options,
            Progress progress)
            throws SQLException {
        BronzeSelect straight = select.get();
        columns.forEach(column -> reading.select(column, straight));
        String types = columns.stream()
                .map(column -> typed(column, reading.readAs(column)))
                .collect(Collectors.joining(", ", "{", "}"));
        String query =
                "select " + straight.list(schema, files) + " from " + read(files, types, options + reading.option());
        return output.ordered(query, schema, progress);
    }

    private List<WrittenFile> writeRescuing(
            List<LandedFile> files, TableSchema schema, List<Column> columns, RejectedLines rejects, Progress progress)
            throws SQLException {
        BronzeSelect rescuing = select.get();
        for (Column column : columns) {
            String raw = Sql.name(column.name());
            if (column.type() == Primitive.STRING) {
                rescuing.value(column.name(), raw);
            } else {
                rescuing.fitted(column, raw, Primitive.STRING);
            }
        }
        String query =
                "select " + rescuing.list(schema, files) + " from " + read(files, asText(columns), rejects.options());
        return output.ordered(query, schema, progress);
    }

    private static String asText(List<Column> columns) {
        return columns.stream().map(column -> typed(column, "VARCHAR")).collect(Collectors.joining(", ", "{", "}"));
    }

    private static String typed(Column column, String type) {
        return Sql.text(column.name()) + ": " + Sql.text(type);
    }

    private String read(List<LandedFile> files, String types, String options) {
        CsvOptions csv = source.csv();
        LandedFile.Shape.Delimited shape =
                (LandedFile.Shape.Delimited) files.get(0).shape();
        String nulls = csv.nullText()
                .map(text -> ", nullstr = " + Sql.texts(List.of("", text)))
                .orElse("");
        return "read_csv(" + Sql.files(files.stream().map(LandedFile::local).toList())
                + ", auto_detect = false, hive_partitioning = false, header = " + csv.header() + ", delim = "
                + Sql.text(shape.delimiter())
                + ", quote = " + Sql.text(csv.quote()) + ", escape = " + Sql.text(csv.quote()) + ", encoding = "
                + Sql.text(csv.encoding()) + nulls + ", buffer_size = "
                + (session.threads() == 1 ? BUFFER_BYTES_OF_ONE_THREAD : BUFFER_BYTES)
                + ", max_line_size = " + RecordShape.LONGEST_DELIMITED + ", columns = " + types + options + ")";
    }
}
