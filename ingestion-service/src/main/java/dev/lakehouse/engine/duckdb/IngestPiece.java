package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.IngestWork;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/**
 * Turns a piece of a landing file into a data file. It is read but once, through a pipe: a line that is no row, or a value that does
 * not fit, is a failure here, after which the file is read as a whole.
 */
final class IngestPiece implements IngestTogether.Share {
    private final IngestWork work;
    private final TableSchema schema;
    private final LandedFile file;
    private final Piece piece;
    private final StraightReading reading;

    /**
     * @param schema the bronze table's columns so far
     * @param reading of the file as a whole
     */
    IngestPiece(IngestWork work, TableSchema schema, LandedFile file, Piece piece, StraightReading reading) {
        this.work = work;
        this.schema = schema;
        this.file = file;
        this.piece = piece;
        this.reading = reading;
    }

    @Override
    public long bytes() {
        return piece.bytes();
    }

    @Override
    public IngestedGroup ingest(Session own, ParquetOutput output, Malformed malformed, Progress progress)
            throws SQLException {
        CsvReader reader = new CsvReader(own, source(), output, () -> new BronzeSelect(own, work));
        try {
            Path pipe = own.scratchFile("piece-", ".pipe");
            Files.delete(pipe);
            if (!PieceFeed.makePipe(pipe)) {
                throw new IOException("this system has no named pipes");
            }
            try (PieceFeed feed = PieceFeed.start(file.local(), piece, pipe, progress)) {
                LandedFile piped = new LandedFile(file.name(), pipe, piece.bytes(), file.shape(), file.columns());
                LandedSchema grown = LandedSchema.of(work, schema, reader.columns(List.of(piped), schema), file.name());
                List<WrittenFile> written = reader.writeSound(List.of(piped), grown.schema(), reading);
                feed.check();
                return new IngestedGroup(
                        grown.schema(),
                        written,
                        List.of(),
                        grown.outside(),
                        RowsOfFiles.in(own, output.folder(), List.of(file), written));
            } finally {
                Files.deleteIfExists(pipe);
            }
        } catch (IOException e) {
            throw new SQLException("IO Error: " + e.getMessage(), e);
        }
    }

    /** Only the first piece has the header. */
    private Source source() {
        Source whole = work.source();
        return piece.from() == 0 ? whole : whole.with(whole.csv().withoutHeader());
    }
}
