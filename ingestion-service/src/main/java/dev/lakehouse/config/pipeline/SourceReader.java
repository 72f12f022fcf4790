package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Optional;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;
import dev.lakehouse.schema.Column;

/** Reads one entry of {@code sources}. */
final class SourceReader {
    private SourceReader() {}

    static Optional<Source> read(String name, YamlSection section) {
        Names.legalTable(section.self(), name);
        section.allow(Vocabulary.SOURCE);
        Optional<String> path =
                section.require("path", "path: \"shop/orders/**\"").flatMap(value -> value.parse(LandingPath::parse));
        Optional<FileFormat> format =
                section.require("format", "format: csv").flatMap(value -> value.choice(FileFormat.class));
        LoadMode mode = new LoadModeReader(section).read();
        ChangedFilePolicy changedFiles = section.find("changed_files")
                .flatMap(value -> value.choice(ChangedFilePolicy.class))
                .orElse(ChangedFilePolicy.INGEST_AGAIN);
        int maxFiles = section.find("max_files")
                .flatMap(value -> value.number(1, Integer.MAX_VALUE))
                .orElse(Vocabulary.MAX_FILES);
        DataSize maxBytes =
                section.find("max_bytes").flatMap(SourceReader::size).orElse(DataSize.parse(Vocabulary.MAX_BYTES));
        CsvOptions csv = section.section("csv").map(CsvOptionsReader::read).orElse(CsvOptions.DEFAULTS);
        List<Column> columns =
                section.section("columns").map(SourceReader::columns).orElse(List.of());
        checkCsv(section, format, csv);
        if (path.isEmpty() || format.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Source(name, path.get(), format.get(), mode, changedFiles, csv, columns, maxFiles, maxBytes));
    }

    private static Optional<DataSize> size(YamlValue value) {
        Optional<DataSize> size = value.parse(DataSize::parse);
        if (size.isPresent() && size.get().bytes() == 0) {
            value.report(value.name() + " is 0", "no file would fit", "write for example " + Vocabulary.MAX_BYTES);
        }
        return size;
    }

    private static List<Column> columns(YamlSection columns) {
        Names.columns(columns);
        return columns.keys().stream()
                .flatMap(name -> columns
                        .find(name)
                        .flatMap(value -> value.parse(TypeParser::parseType))
                        .map(type -> new Column(name, type))
                        .stream())
                .toList();
    }

    private static void checkCsv(YamlSection section, Optional<FileFormat> format, CsvOptions csv) {
        boolean mayBeCsv = format.isEmpty() || format.get() == FileFormat.CSV || format.get() == FileFormat.BY_NAME;
        if (!mayBeCsv && section.has("csv")) {
            section.find("csv")
                    .ifPresent(place -> place.report(
                            place.name() + " says how CSV is written",
                            "the format is "
                                    + section.find("format")
                                            .flatMap(YamlValue::text)
                                            .orElse("another"),
                            "remove it, or write format: csv"));
        }
        if (!csv.header() && !section.has("columns")) {
            section.self()
                    .report(
                            section.self().name() + " has no 'columns'",
                            "its files have no header that names them (header: false)",
                            "list them in their order, for example columns: { id: bigint, name: string }");
        }
    }
}
