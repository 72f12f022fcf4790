package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.LandedFile.Shape;

/**
 * Parts a large file of delimited text behind line ends that are likely to end records too. Whether they do is known once a
 * piece is read from its first record on: a quote that is open at its end is an error, and else its last line end ended a record.
 */
final class FilePieces {
    /** As Parquet a quarter of it; the data files of smaller pieces would be small. */
    private static final long LEAST_BYTES = 128L << 20;

    /** As a group of files has at most. */
    private static final long MOST_BYTES = 512L << 20;

    /** More than any pipe holds, see {@link PieceFeed}. */
    private static final long MORE_THAN_A_PIPE = 4L << 20;

    private static final int WINDOW = 1 << 16;

    private final FileChannel bytes;
    private final QuoteParity quotes;
    private final byte[] window = new byte[WINDOW];

    private FilePieces(FileChannel bytes, QuoteParity quotes) {
        this.bytes = bytes;
        this.quotes = quotes;
    }

    /** How many may read it at once with profit; 1 for a file that has to be read as a whole. */
    static int readers(LandedFile file, Source source) {
        boolean plain = file.shape() instanceof Shape.Delimited
                && source.csv().encoding().equals("utf-8");
        return plain ? (int) Math.max(1, Math.min(file.bytes() / LEAST_BYTES, Integer.MAX_VALUE)) : 1;
    }

    /**
     * As many for each of the readers, of about one size; fewer where no good places for a cut are found.
     *
     * @param stop called every so often; throws when the work is to stop
     */
    static List<Piece> of(LandedFile file, Source source, int readers, Runnable stop) throws IOException {
        long rounds = Math.max(1, (file.bytes() + readers * MOST_BYTES - 1) / (readers * MOST_BYTES));
        long count = readers * rounds;
        try (FileChannel bytes = FileChannel.open(file.local(), StandardOpenOption.READ)) {
            return new FilePieces(bytes, new QuoteParity(bytes, source.csv().quote(), stop)).cut(count);
        }
    }

    private List<Piece> cut(long count) throws IOException {
        long size = bytes.size();
        List<Piece> pieces = new ArrayList<>();
        long from = 0;
        for (long cut = 1; cut < count; cut++) {
            OptionalLong to = cutFrom(size / count * cut);
            if (to.isPresent()
                    && to.getAsLong() - from >= MORE_THAN_A_PIPE
                    && size - to.getAsLong() >= MORE_THAN_A_PIPE) {
                pieces.add(new Piece(from, to.getAsLong()));
                from = to.getAsLong();
            }
        }
        if (size > from) {
            pieces.add(new Piece(from, size));
        }
        return List.copyOf(pieces);
    }

    /** Behind the first line end from there on that stands outside of quotes, as far as their number tells. */
    private OptionalLong cutFrom(long at) throws IOException {
        ByteBuffer filled = ByteBuffer.wrap(window);
        while (filled.hasRemaining() && bytes.read(filled, at + filled.position()) > 0) {
            // The window fills.
        }
        int length = filled.position();
        // Without any around, a quote that is open would be one that nobody closed for long.
        boolean quoting = quotes.areIn(window, length) && quotes.openAt(at);
        for (int i = 0; i < length; i++) {
            if (window[i] == '\n' && !quoting) {
                return OptionalLong.of(at + i + 1);
            }
            quoting ^= quotes.is(window[i]);
        }
        return OptionalLong.empty();
    }
}
