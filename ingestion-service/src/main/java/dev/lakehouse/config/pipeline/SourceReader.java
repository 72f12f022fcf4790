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

    /** @param pipeline whose source it is */
    static Optional<Source> read(String pipeline, String name, YamlSection section) {
        Names.legalTable(section.self(), name);
        section.allow(Vocabulary.SOURCE);
        return DatabaseTableReader.isMeant(section)
                ? new DatabaseTableReader(section).read(pipeline, name)
                : files(name, section);
    }

    private static Optional<Source> files(String name, YamlSection section) {
        DatabaseTableReader.refuseKeys(section);
        Optional<String> path =
                section.require("path", "path: \"shop/orders/**\"").flatMap(value -> value.parse(LandingPath::parse));
        Optional<FileFormat> format =
                section.require("format", "format: csv").flatMap(value -> value.choice(FileFormat.class));
        LoadMode mode = new LoadModeReader(section).read();
        ChangedFilePolicy changedFiles = section.find("changed_files")
                .flatMap(value -> value.choice(ChangedFilePolicy.class))
                .orElse(ChangedFilePolicy.INGEST_AGAIN);
        UnpackLimits unpack =
                section.section("unpack").map(UnpackLimitsReader::read).orElse(UnpackLimits.DEFAULTS);
        CsvOptions csv = section.section("csv").map(CsvOptionsReader::read).orElse(CsvOptions.DEFAULTS);
        List<Column> columns =
                section.section("columns").map(SourceReader::columns).orElse(List.of());
        checkHeader(section, csv);
        FormatOptions options = FormatOptionsReader.read(section, format);
        SchemaEvolution evolution = section.find("schema_evolution")
                .flatMap(value -> value.choice(SchemaEvolution.class))
                .orElse(SchemaEvolution.ADD_COLUMNS);
        int maxFiles = maxFiles(section);
        DataSize maxBytes = maxBytes(section);
        if (path.isEmpty() || format.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Source(
                name,
                path.get(),
                format.get(),
                mode,
                changedFiles,
                csv,
                options,
                columns,
                maxFiles,
                maxBytes,
                unpack,
                evolution,
                Optional.empty()));
    }

    static int maxFiles(YamlSection section) {
        return section.find("max_files")
                .flatMap(value -> value.number(1, Integer.MAX_VALUE))
                .orElse(Vocabulary.MAX_FILES);
    }

    static DataSize maxBytes(YamlSection section) {
        return section.find("max_bytes")
                .flatMap(value -> size(value, Vocabulary.MAX_BYTES))
                .orElse(DataSize.parse(Vocabulary.MAX_BYTES));
    }

    static Optional<DataSize> size(YamlValue value, String example) {
        Optional<DataSize> size = value.parse(DataSize::parse);
        if (size.isPresent() && size.get().bytes() == 0) {
            value.report(value.name() + " is 0", "no file would fit", "write for example " + example);
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

    private static void checkHeader(YamlSection section, CsvOptions csv) {
        if (!csv.header() && !section.has("columns")) {
            section.self()
                    .report(
                            section.self().name() + " has no 'columns'",
                            "its files have no header that names them (header: false)",
                            "list them in their order, for example columns: { id: bigint, name: string }");
        }
    }
}
