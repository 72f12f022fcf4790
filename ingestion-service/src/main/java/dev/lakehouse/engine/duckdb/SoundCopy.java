package dev.lakehouse.engine.duckdb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.engine.LandedFile;

/**
 * A copy of a text file in which DuckDB's reader lost its way, for it gives up what stands between a broken quote and the next
 * place where it can begin anew. Here a line that is no record costs that line alone: it is noted with its whole text, and
 * what follows it is read. Records end with one line feed, whatever they ended with.
 */
final class SoundCopy {
    private static final String BYTE_ORDER_MARK_AS_LATIN = "\u00EF\u00BB\u00BF";
    private static final int ASCII = 0x7F;
    private static final Charset UTF_16 = Charset.forName("x-UTF-16LE-BOM");

    private final RecordShape shape;
    private final Malformed malformed;
    private final String name;
    private final boolean utf8;
    private final Charset charset;
    private final Deque<TextLine> waiting = new ArrayDeque<>();
    private TextLines lines;

    /** @param encoding of the file, as sources name it */
    SoundCopy(RecordShape shape, String encoding, String name, Malformed malformed) {
        this.shape = shape;
        this.name = name;
        this.malformed = malformed;
        this.utf8 = encoding.equals("utf-8");
        // Bytes go through as the characters of their numbers: none is changed on the way.
        this.charset = encoding.equals("utf-16") ? UTF_16 : StandardCharsets.ISO_8859_1;
    }

    /** The file with its sound records in {@code copy}; its other lines are noted. */
    LandedFile of(LandedFile file, Path copy) throws IOException, SQLException {
        try (InputStream bytes = Files.newInputStream(file.local());
                Reader text = new BufferedReader(new InputStreamReader(bytes, charset));
                Writer out = Files.newBufferedWriter(copy, charset)) {
            lines = new TextLines(text);
            copy(out);
        }
        return new LandedFile(file.name(), copy, Files.size(copy), file.shape(), file.columns());
    }

    private void copy(Writer out) throws IOException, SQLException {
        boolean header = shape.header();
        // As DuckDB counts: a record of several lines once.
        long place = 0;
        TextLine first = next();
        if (first != null && first.text().startsWith(BYTE_ORDER_MARK_AS_LATIN)) {
            first = first.from(BYTE_ORDER_MARK_AS_LATIN.length());
        }
        for (TextLine line = first; line != null; line = next()) {
            List<TextLine> taken = new ArrayList<>(List.of(line));
            RecordScan scan = scan(taken);
            place++;
            boolean blank = taken.size() == 1 && line.text().isBlank();
            Optional<String> problem = header || blank ? scan.brokenQuote() : scan.problem();
            if (problem.isEmpty() && undecodable(taken)) {
                problem = Optional.of(RejectedLines.undecodable("utf-8"));
            }
            if (problem.isEmpty()) {
                out.write(joined(taken));
                out.write('\n');
                header = header && blank;
                continue;
            }
            if (scan.brokenQuote().isPresent()) {
                // Only its first line is surely broken.
                for (int i = taken.size() - 1; i > 0; i--) {
                    waiting.push(taken.remove(i));
                }
            }
            malformed.add(Malformed.LINE, problem.get(), name, place, readable(taken));
            header = false;
        }
    }

    /** Adds to {@code taken} the lines that a quoted value goes on in. */
    private RecordScan scan(List<TextLine> taken) throws IOException {
        RecordScan scan = new RecordScan(shape);
        scan.line(taken.get(0));
        while (scan.goesOn()) {
            TextLine more = next();
            if (more == null) {
                break;
            }
            taken.add(more);
            scan.line(more);
        }
        return scan;
    }

    private TextLine next() throws IOException {
        return waiting.isEmpty() ? lines.next() : waiting.pop();
    }

    private boolean undecodable(List<TextLine> taken) {
        String text = joined(taken);
        return utf8
                && text.chars().anyMatch(character -> character > ASCII)
                && decoded(text).isEmpty();
    }

    private String readable(List<TextLine> taken) {
        String text = joined(taken);
        return utf8 ? decoded(text).orElse(text) : text;
    }

    private static String joined(List<TextLine> taken) {
        if (taken.size() == 1) {
            return taken.get(0).text();
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < taken.size(); i++) {
            text.append(taken.get(i).text())
                    .append(i + 1 < taken.size() ? taken.get(i).ending() : "");
        }
        return text.toString();
    }

    private static Optional<String> decoded(String bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
