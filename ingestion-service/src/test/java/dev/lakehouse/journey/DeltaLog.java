package dev.lakehouse.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A table's log, read from its JSON files by nothing but the letter of the Delta protocol: what our own reader is held to. */
final class DeltaLog {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int DIGITS = 20;

    private final Path table;

    DeltaLog(Path table) {
        this.table = table;
    }

    /** All tables below a home, by name: {@code silver.pedidos}. */
    static Map<String, DeltaLog> all(Path home) {
        Map<String, DeltaLog> tables = new LinkedHashMap<>();
        for (String layer : List.of("bronze", "silver", "gold", "ops")) {
            if (Files.isDirectory(home.resolve(layer))) {
                list(home.resolve(layer))
                        .filter(folder -> Files.isDirectory(folder.resolve("_delta_log")))
                        .forEach(folder -> tables.put(layer + "." + folder.getFileName(), new DeltaLog(folder)));
            }
        }
        return tables;
    }

    Path folder() {
        return table;
    }

    /** The newest version. */
    long version() {
        return versions().stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    List<Long> versions() {
        return list(table.resolve("_delta_log"))
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".json") && name.length() == DIGITS + ".json".length())
                .map(name -> Long.valueOf(name.substring(0, DIGITS)))
                .sorted()
                .toList();
    }

    /** The data files of a version, in the order of their names. */
    List<Path> files(long version) {
        TreeSet<String> files = new TreeSet<>();
        for (long at = 0; at <= version; at++) {
            for (JsonNode action : actions(at)) {
                if (action.has("remove")) {
                    files.remove(action.at("/remove/path").asText());
                }
            }
            for (JsonNode action : actions(at)) {
                if (action.has("add")) {
                    files.add(action.at("/add/path").asText());
                }
            }
        }
        return files.stream()
                .map(path -> table.resolve(URI.create(path).getPath()))
                .toList();
    }

    /** Column to Delta's name of its type, at a version; {@code array<string>} for a list of texts. */
    Map<String, String> columns(long version) {
        JsonNode schema = null;
        for (long at = version; at >= 0 && schema == null; at--) {
            for (JsonNode action : actions(at)) {
                if (action.has("metaData")) {
                    schema = parse(action.at("/metaData/schemaString").asText());
                }
            }
        }
        if (schema == null) {
            throw new IllegalStateException(table + " has no metaData up to version " + version);
        }
        Map<String, String> columns = new LinkedHashMap<>();
        for (JsonNode field : schema.get("fields")) {
            JsonNode type = field.get("type");
            columns.put(
                    field.get("name").asText(),
                    type.isTextual()
                            ? type.asText()
                            : type.get("type").asText() + "<"
                                    + type.get("elementType").asText() + ">");
        }
        return columns;
    }

    /** A metric of a version's commitInfo. */
    long metric(long version, String name) {
        JsonNode metric = commitInfo(version).at("/operationMetrics/" + name);
        if (metric.isMissingNode()) {
            throw new IllegalStateException(table + " says no " + name + " of version " + version);
        }
        return Long.parseLong(metric.asText());
    }

    /** The other facts of a version's commitInfo. */
    JsonNode commitInfo(long version) {
        return actions(version).stream()
                .filter(action -> action.has("commitInfo"))
                .map(action -> action.get("commitInfo"))
                .findFirst()
                .orElseThrow();
    }

    /** A query for all rows of a version, whose columns have the table's types in each of its files. */
    String select(long version) {
        return select(version, files(version));
    }

    /** The same for some of its files. */
    String select(long version, List<Path> files) {
        Map<String, String> columns = columns(version);
        String empty = columns.entrySet().stream()
                .map(column -> "null::" + duckDbType(column.getValue()) + " as \"" + column.getKey() + "\"")
                .collect(Collectors.joining(", ", "select ", " where false"));
        if (files.isEmpty()) {
            return empty;
        }
        String names = columns.keySet().stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        String list = files.stream()
                .map(file -> "'" + file.toString().replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
        return "select " + names + " from (" + empty + " union all by name select * from read_parquet(" + list
                + ", union_by_name = true, hive_partitioning = false))";
    }

    private static String duckDbType(String type) {
        return switch (type) {
            case "string" -> "varchar";
            case "long" -> "bigint";
            case "short" -> "smallint";
            case "byte" -> "tinyint";
            case "binary" -> "blob";
            case "timestamp" -> "timestamptz";
            default ->
                type.startsWith("array<")
                        ? duckDbType(type.substring("array<".length(), type.length() - 1)) + "[]"
                        : type;
        };
    }

    private List<JsonNode> actions(long version) {
        Path commit = table.resolve("_delta_log").resolve("%020d.json".formatted(version));
        try (Stream<String> lines = Files.lines(commit)) {
            return lines.map(DeltaLog::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
