package dev.lakehouse.journey.sketch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.pipeline.FileFormat;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Files that are one source: of one format, and of one name but for what dates and numbers tell apart. */
record FileGroup(String name, FileFormat format, List<Path> files) {
    private static final Map<String, FileFormat> ENDINGS = endings();

    FileGroup {
        files = List.copyOf(files);
    }

    /** {@code orders-2024-01.csv} and {@code orders-2024-02.csv} are one group, {@code orders}. */
    static List<FileGroup> of(List<Path> files) {
        Map<String, List<Path>> byName = new LinkedHashMap<>();
        for (Path file : files) {
            byName.computeIfAbsent(sourceName(file), name -> new ArrayList<>()).add(file);
        }
        List<FileGroup> groups = new ArrayList<>();
        byName.forEach((name, members) -> groups.add(new FileGroup(name, commonFormat(members), members)));
        return groups;
    }

    private static String sourceName(Path file) {
        String stem = stem(file).replaceFirst("[-_. ]*\\d[\\d\\-_.T: ]*$", "");
        Path folder = file.toAbsolutePath().normalize().getParent();
        return stem.isEmpty() && folder != null && folder.getFileName() != null
                ? LegalNames.of(folder.getFileName().toString(), "source")
                : LegalNames.of(stem, "source");
    }

    private static FileFormat commonFormat(List<Path> files) {
        FileFormat format = format(files.get(0));
        for (Path file : files) {
            if (format(file) != format) {
                throw new LakehouseException(
                        FailureKind.USER,
                        "FORMATS_MIXED",
                        files.get(0) + " and " + file + " would be one source",
                        "their names say so, but they are of two formats",
                        "rename one of them, or make the pipeline of files of one format");
            }
        }
        return format;
    }

    private static FileFormat format(Path file) {
        return ending(file)
                .map(ENDINGS::get)
                .orElseThrow(() -> new LakehouseException(
                        FailureKind.USER,
                        "FORMAT_UNKNOWN",
                        "What " + file + " holds is not known",
                        "its name ends in none of " + String.join(", ", ENDINGS.keySet()),
                        "rename it so that its ending says it"));
    }

    private static String stem(Path file) {
        String name = fileName(file);
        return ending(file)
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .orElse(name);
    }

    private static Optional<String> ending(Path file) {
        String name = fileName(file).toLowerCase(Locale.ROOT);
        return ENDINGS.keySet().stream().filter(name::endsWith).findFirst();
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Map<String, FileFormat> endings() {
        Map<String, FileFormat> endings = new LinkedHashMap<>();
        for (String packing : List.of("", ".gz", ".zst", ".bz2")) {
            for (String text : List.of(".csv", ".tsv", ".txt")) {
                endings.put(text + packing, FileFormat.CSV);
            }
            for (String json : List.of(".json", ".jsonl", ".ndjson")) {
                endings.put(json + packing, FileFormat.JSON);
            }
        }
        endings.put(".parquet", FileFormat.PARQUET);
        for (String xml : List.of(".xml.gz", ".xml")) {
            endings.put(xml, FileFormat.XML);
        }
        for (String text : List.of(".log.gz", ".log")) {
            endings.put(text, FileFormat.TEXT);
        }
        endings.put(".avro", FileFormat.AVRO);
        endings.put(".orc", FileFormat.ORC);
        endings.put(".xlsx", FileFormat.EXCEL);
        return endings;
    }
}
