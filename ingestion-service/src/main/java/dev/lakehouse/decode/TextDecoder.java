package dev.lakehouse.decode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.lakehouse.config.pipeline.TextOptions;

/** Plain text, a row a line. A line that is not in the encoding, or too long, is refused with its bytes as Latin-1. */
final class TextDecoder implements RowDecoder {
    /** As long as a JSON object may be. */
    private static final int LONGEST_LINE = 16 << 20;

    private static final char REPLACED = '\uFFFD';

    private final LandedBytes bytes;
    private final TextOptions options;
    private final RawLines lines;
    private final DecodedColumns columns = new DecodedColumns();
    private final Charset charset;
    private long place;

    TextDecoder(LandedBytes bytes, TextOptions options) throws IOException {
        this.bytes = bytes;
        this.options = options;
        columns.text(options.column());
        boolean wide = options.encoding().equals("utf-16");
        this.lines = wide ? RawLines.ofPairs(bytes, LONGEST_LINE) : RawLines.ofBytes(bytes, LONGEST_LINE);
        if (wide) {
            this.charset = lines.bigEndian() ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        } else {
            this.charset = options.encoding().equals("latin-1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        }
    }

    @Override
    public DecodedColumns columns() {
        return columns;
    }

    @Override
    public boolean fill(RowBatch batch) throws IOException {
        while (!batch.full()) {
            if (!lines.next()) {
                return false;
            }
            place++;
            if (lines.length() > LONGEST_LINE) {
                batch.refuse(new RefusedRecord(
                        "the line has " + lines.length() + " bytes, and one may have " + LONGEST_LINE
                                + "; its beginning is kept",
                        place,
                        lines.beginning()));
                continue;
            }
            Optional<String> line = text();
            if (line.isPresent()) {
                batch.put(0, line.get());
                batch.endRow();
            } else {
                batch.refuse(new RefusedRecord(
                        "the line is not valid " + options.encoding()
                                + "; it is kept as if it were Latin-1. If the file"
                                + " is Latin-1, say so in the source: text: { encoding: latin-1 }",
                        place,
                        lines.text(StandardCharsets.ISO_8859_1)));
            }
        }
        return true;
    }

    private Optional<String> text() {
        String quick = lines.text(charset);
        if (charset.equals(StandardCharsets.ISO_8859_1) || quick.indexOf(REPLACED) < 0) {
            return Optional.of(quick);
        }
        try {
            ByteBuffer strict = lines.bytes();
            return Optional.of(charset.newDecoder().decode(strict).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    @Override
    public long position() {
        return bytes.position();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
