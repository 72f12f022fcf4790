package dev.lakehouse.landing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.CsvDialect;
import dev.lakehouse.config.pipeline.CsvOptions;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.BronzeNames;
import dev.lakehouse.landing.unpack.PackedName;
import dev.lakehouse.schema.Column;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The first record of a delimited file: how its columns are called and what stands between them. */
record CsvHeader(String delimiter, List<String> columns, boolean named, Optional<String> fault) {
    /** Holds nearly every header; reading more of each of many small files would cost more than taking them in. */
    private static final int FIRST_LOOK = 1 << 14;

    /** Behind a broken quote the header would be the whole file. */
    private static final int LONGEST = 1 << 20;

    private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");

    /** The text goes on behind what was looked at, and that had no line that is a header. */
    private static final String TOO_FAR = "its first 1 MB of text has no header";

    static CsvHeader read(Path file, PackedName packed, Source source) throws IOException {
        CsvOptions csv = source.csv();
        Stream<String> candidates = csv.delimiter().map(Stream::of).orElseGet(DELIMITERS::stream);
        List<String> delimiters = candidates.toList();
        String beginning = beginning(file, packed, csv.encoding(), FIRST_LOOK);
        List<CsvHeader> read = read(beginning, source, delimiters);
        if (beginning.length() == FIRST_LOOK
                && !firstLineIsRecord(rfc(beginning, csv, delimiters.get(0)), csv.quote())) {
            beginning = beginning(file, packed, csv.encoding(), LONGEST);
            read = read(beginning, source, delimiters);
        }
        if (csv.header() && beginning.length() == LONGEST && read.stream().allMatch(CsvHeader::blank)) {
            return new CsvHeader(delimiters.get(0), List.of(), true, Optional.of(TOO_FAR));
        }
        List<CsvHeader> headers = read;
        // The delimiter that parts the first line into most columns is the one; of equals the more usual one.
        CsvHeader found = headers.stream()
                .filter(header -> header.fault().isPresent() || header.columns().size() > 1)
                .max(Comparator.comparingInt(
                                (CsvHeader header) -> header.columns().size())
                        .thenComparing(Comparator.comparingInt(headers::indexOf).reversed()))
                .orElse(headers.get(0));
        return csv.header() ? found : new CsvHeader(found.delimiter(), declared(source), false, Optional.empty());
    }

    /** Why these cannot be the columns of a file of that source, if they cannot. */
    Optional<String> problem(Set<String> expected) {
        if (fault.isPresent()) {
            return fault;
        }
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (column.contains("\uFFFD")) {
                return Optional.of(
                        "its header is not in the encoding that the source names; if the file is Latin-1, set"
                                + " csv: { encoding: latin-1 }, if it is UTF-16, utf-16");
            }
            if (column.chars().anyMatch(Character::isISOControl)) {
                return Optional.of(
                        "its first line has bytes that are no text; correct the file, or the source's format");
            }
            if (!seen.add(column.toLowerCase(Locale.ROOT))) {
                return Optional.of("its header names the column " + column + " twice; rename one of them");
            }
        }
        if (!named || expected.isEmpty() || columns.stream().anyMatch(column -> namesOne(expected, column))) {
            return Optional.empty();
        }
        return Optional.of("its first line is " + String.join(", ", columns.subList(0, Math.min(columns.size(), 5)))
                + " and names none of the columns that the pipeline reads (" + String.join(", ", expected)
                + "). If it has no header, set csv: { header: false } and list the source's columns; else correct its"
                + " header or move it out of the source's path");
    }

    /** Of those that are expected, the ones that it lacks. */
    List<String> lacks(Set<String> expected) {
        return expected.stream()
                .filter(name -> !namesOne(columns, name))
                .sorted()
                .toList();
    }

    private static List<String> declared(Source source) {
        List<String> names = new ArrayList<>();
        for (Column column : source.columns()) {
            names.add(BronzeNames.of(column.name(), names.size() + 1));
        }
        return names;
    }

    private static boolean namesOne(Collection<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Whether the file has lines, and none of them has anything in it. */
    boolean blank() {
        return named && fault.isEmpty() && columns.isEmpty();
    }

    private static String beginning(Path file, PackedName packed, String encoding, int longest) throws IOException {
        try (BufferedReader text = OpenText.of(file, packed, OpenText.charset(encoding))) {
            char[] characters = new char[longest];
            int length = 0;
            int more = text.read(characters);
            while (more > 0) {
                length += more;
                more = text.read(characters, length, longest - length);
            }
            return new String(characters, 0, length);
        }
    }

    /** Surely so where it ends and has no quote, behind which a record may go on. */
    private static boolean firstLineIsRecord(String beginning, String quote) {
        int end = beginning.indexOf('\n');
        return end >= 0 && (quote.isEmpty() || !beginning.substring(0, end).contains(quote));
    }

    private static List<CsvHeader> read(String beginning, Source source, List<String> delimiters) throws IOException {
        List<CsvHeader> headers = new ArrayList<>();
        for (String delimiter : delimiters) {
            headers.add(read(beginning, source, delimiter));
        }
        return headers;
    }

    private static CsvHeader read(String beginning, Source source, String delimiter) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setQuote(
                        source.csv().quote().isEmpty()
                                ? null
                                : source.csv().quote().charAt(0))
                .get();
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(rfc(beginning, source.csv(), delimiter)))
                .setFormat(format)
                .get()) {
            List<String> names = new ArrayList<>();
            for (CSVRecord record : parser) {
                record.forEach(names::add);
                break;
            }
            List<String> columns = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                columns.add(BronzeNames.of(names.get(i), i + 1));
            }
            return new CsvHeader(delimiter, columns, true, Optional.empty());
        } catch (java.io.UncheckedIOException | IllegalStateException brokenQuote) {
            return new CsvHeader(
                    delimiter,
                    List.of(),
                    true,
                    Optional.of("a quote opens in its first line and is not closed; correct it"));
        }
    }

    private static String rfc(String text, CsvOptions csv, String delimiter) throws IOException {
        if (csv.dialect().equals(CsvDialect.NONE)) {
            return text;
        }
        StringWriter copy = new StringWriter();
        new DialectCopy(csv, delimiter, new StringReader(text), copy).run();
        return copy.toString();
    }
}
